import { count, dayAndMonth, number } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const help = {
  hypotheses: "Three things to think through first",
  names: { goal: "The goal", obstacle: "An obstacle", load: "The load" } as Record<string, string>,
  changes: "What may be tried",
  pace: (before: string, after: string) => `Pace ${before} before, ${after} after`,
  paceOf: (of: number) => `${number(Math.round(of * 100))} %`,
  paceUnknown: "too early",
  paceTitle: "Pace before and after each change",
  paceNote: "Pace against the plan, four weeks each side. What followed is not always what it led to.",
  weeksAfter: (n: number) => `after ${count(n, "week", "weeks")}`,
  what: "What",
  on: "From",
  before: "Before",
  after: "After",
  planned: "The planned pace",
  verdictTitle: "Was this worth knowing?",
  verdictFor: (from: Day, until: Day | null) => (until === null ? `Noticed on ${dayAndMonth(from)}` : `Noticed on ${dayAndMonth(from)}, over by ${dayAndMonth(until)}`),
  verdicts: { relevant: "Yes", not_a_concern: "Not a concern", not_sure: "Not sure" },
  verdictWhy: "Why",
  verdictHelp: "For coaches alone. Your practice sees counts, never whose.",
  verdictSave: "Keep",
  verdictSaved: "Kept.",
} as const;
