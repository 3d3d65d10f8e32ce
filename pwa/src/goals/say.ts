import type { Goal } from "../api/types.ts";
import { number, weekdayLabel } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";

/** Achieved or let go: where it stands is no question any more. */
export function isEnded({ status }: Pick<Goal, "status">): boolean {
  return status === "achieved" || status === "let_go";
}

/** The plan in one line: "3 times a week", "From 92 to 84 kg, by Fri 18 Dec", "2 of 5 milestones". */
export function sayPlan({ kind, plan, milestones }: Goal): string {
  const by = plan.target_on === null ? null : words.goals.by(plan.target_on);
  if (kind === "metric" && plan.start_value !== null && plan.target_value !== null) {
    const unit = plan.unit === null ? "" : ` ${plan.unit}`;
    return [words.goals.fromTo(number(plan.start_value), `${number(plan.target_value)}${unit}`), by].filter(Boolean).join(", ");
  }
  if (kind === "steps") {
    const reached = milestones.filter(({ reached_on }) => reached_on !== null).length;
    return [words.goals.milestonesReached(reached, milestones.length), by].filter(Boolean).join(", ");
  }
  const { times, every, interval, at_most, weekdays } = plan.cadence;
  if (weekdays !== null && weekdays.length > 0) return words.goals.cadenceDays(weekdays.map((day) => weekdayLabel(day)));
  return words.goals.cadence(times, every, interval, at_most);
}
