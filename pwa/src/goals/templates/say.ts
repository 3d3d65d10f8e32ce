import type { NewTemplate } from "../../api/types.ts";
import { number, weekdayLabel } from "../../i18n/dates.ts";
import { desk } from "../../i18n/desk.ts";
import { words } from "../../i18n/words.ts";

/** What a template asks for, in one line: "3 times a week", "From 10 to 4, in 8 weeks", "5 steps, in 13 weeks". */
export function sayTemplate({ kind, plan, milestones = [] }: Pick<NewTemplate, "kind" | "plan" | "milestones">): string {
  const within = plan.weeks === null || plan.weeks === undefined ? null : desk.templates.within(plan.weeks);
  if (kind === "steps") return [milestones.map(({ title }) => title).join(" → "), within].filter(Boolean).join(", ");
  if (kind === "metric" && typeof plan.start_value === "number" && typeof plan.target_value === "number") {
    const to = `${number(plan.target_value)}${plan.unit ? ` ${plan.unit}` : ""}`;
    return [words.goals.fromTo(number(plan.start_value), to), within].filter(Boolean).join(", ");
  }
  const { times, every, interval, at_most, weekdays } = plan.cadence;
  if (weekdays && weekdays.length > 0) return words.goals.cadenceDays(weekdays.map((day) => weekdayLabel(day)));
  return words.goals.cadence(times, every, interval, at_most);
}
