import type { CheckInFacts, Goal } from "../api/types.ts";
import { number } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";

/** "Done", or "42 pages" */
export function sayResult(facts: Pick<CheckInFacts, "outcome" | "value">, goal: Goal): string {
  if (facts.value !== null) return sayValue(facts.value, goal.plan.unit);
  return facts.outcome === null ? "" : words.checkIn.outcomes[facts.outcome];
}

function sayValue(value: number, unit: string | null): string {
  if (unit === null || unit === "") return number(value);
  return unit === "%" ? `${number(value)} %` : `${number(value)} ${unit}`;
}

/** "1 of 3 this week"; nothing when a period asks for one only. */
export function sayPeriod(goal: Goal, done: number, wanted: number): string | null {
  const { every, interval, at_most } = goal.plan.cadence;
  if (goal.kind !== "habit" || interval !== 1 || (wanted <= 1 && !at_most)) return null;
  return at_most ? words.today.atMost(done, wanted, every) : words.today.periodProgress(done, wanted, every);
}

const HARD = new Set(["ill", "family", "unsaid"]);

/** What is wished for a break: nobody is told to enjoy an illness. */
export function wishFor(reason: string | null): string {
  return words.pause.wish(reason !== null && HARD.has(reason));
}
