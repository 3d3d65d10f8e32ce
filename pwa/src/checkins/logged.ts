import type { CheckIn, CheckInFacts, Day, Goal, Pause, SkipFacts, Today, Uuid } from "../api/types.ts";
import { addDays, weekdayIndex } from "../i18n/dates.ts";
import type { Fate } from "../outbox/outbox.ts";

/** The check-in that counts for one goal and day, and how far it has come. */
export type Logged = { id: Uuid; facts: CheckInFacts; state: Fate["state"] };
type Fates = ReadonlyMap<string, Fate>;

const CHECK_INS = "/check-ins/";
const SKIPS = "/skips/";

/** What the server knows, overlaid with what this phone has recorded since: the latest tap wins, an undo removes. */
export function loggedOn(known: CheckIn | null, goal: Uuid, on: Day, fates: Fates): Logged | null {
  const isUndone = known !== null && fates.get(CHECK_INS + known.id)?.method === "DELETE";
  let latest: Logged | null =
    known === null || isUndone ? null : { id: known.id, facts: factsOf(known), state: "synced" };
  let latestAt = latest === null ? Number.NEGATIVE_INFINITY : Date.parse(latest.facts.recorded_at);
  for (const fate of fates.values()) {
    if (fate.method !== "PUT" || !fate.path.startsWith(CHECK_INS)) continue;
    const facts = fate.body as unknown as CheckInFacts;
    if (facts.goal_id !== goal || facts.happened_on !== on || fate.recordedAt < latestAt) continue;
    latest = { id: fate.path.slice(CHECK_INS.length), facts, state: fate.state };
    latestAt = fate.recordedAt;
  }
  return latest;
}

/** The break that covers `on`, with breaks started or ended on this phone taken into account. */
export function pausedOn(known: Pause | null, on: Day, fates: Fates): Pause | null {
  for (const fate of fates.values()) {
    if (fate.method !== "PUT" || !fate.path.startsWith(SKIPS)) continue;
    const skip = fate.body as unknown as SkipFacts;
    const covers = skip.from_on <= on && (skip.until_on === null || on <= skip.until_on);
    if (covers) return { skip_id: fate.path.slice(SKIPS.length), goal_id: skip.goal_id, from_on: skip.from_on, until_on: skip.until_on };
  }
  // Any word of this phone about the known break, an end or an undo, is newer than the server's.
  return known === null || fates.has(SKIPS + known.skip_id) ? null : known;
}

/** The plan of a day the phone has no answer for, drawn from the goals it remembers. */
export function carriedOver(kept: Today, goals: readonly Goal[], on: Day): Today {
  const known = new Map(kept.strip.map((day) => [day.on, day]));
  const strip = Array.from({ length: 7 }, (_, i) => addDays(kept.on > on ? kept.on : on, i - 6)).map(
    (day) => known.get(day) ?? { on: day, due: 0, logged: 0, excused: false },
  );
  const isDue = ({ status, plan }: Goal) =>
    status === "active" && plan.start_on <= on && (plan.cadence.weekdays?.includes(weekdayIndex(on)) ?? true);
  const isSameWeek = addDays(kept.on, -weekdayIndex(kept.on)) === addDays(on, -weekdayIndex(on));
  return {
    ...kept,
    on,
    strip,
    due: goals.filter(isDue).map((goal) => {
      const before = kept.due.find((due) => due.goal.id === goal.id);
      return {
        goal,
        check_in: null,
        last_value: before?.check_in?.value ?? before?.last_value ?? null,
        done_this_period: isSameWeek ? (before?.done_this_period ?? 0) : 0,
        wanted_this_period: before?.wanted_this_period ?? goal.plan.cadence.times,
      };
    }),
    next_due_on: null,
    reflection: { ...kept.reflection, due: false },
  };
}

function factsOf({ goal_id, happened_on, recorded_at, outcome, value, felt, obstacles, note, source }: CheckIn): CheckInFacts {
  return { goal_id, happened_on, recorded_at, outcome, value, felt, obstacles, note, source };
}
