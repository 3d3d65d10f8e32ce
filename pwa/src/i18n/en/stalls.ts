import { count, dayAndMonth } from "../dates.ts";
import type { Day } from "../../api/types.ts";

export const status = {
  too_early: "Too early to say",
  on_path: "On path",
  behind: "A little behind",
  slipping: "Slowing down",
  stalled: "Stalled",
  stalled_loaded: "Stalled under load",
  consider_support: "Worth a conversation",
  at_a_cost: "On path, at a cost",
  quiet: "Quiet",
  paused: "Paused",
} as const;

export const stall = {
  holds: "What holds",
  notHolding: "What does not hold",
  missing: "What is missing",
  clears: "What would clear this",
  since: (on: Day, weeks: number | null) =>
    weeks === null ? `Since ${dayAndMonth(on)}` : `Since ${dayAndMonth(on)}, at least ${count(weeks, "week", "weeks")}`,
  notShared: "Nothing shared.",
  rule: (version: string) => `Rule version ${version}`,
  tryTitle: "What was tried",
  logTry: "Log what you try",
  tryKind: "What changes?",
  tryOn: "From",
  tryNote: "In a few words",
  trySave: "Log it",
  trySaved: "Logged. It is given four weeks to show.",
  noneTried: "Nothing logged yet.",
  byWhom: { client: "by the client", coach: "by the coach" },
  kinds: {
    goal: "The goal",
    step_size: "Smaller steps",
    strategy: "The strategy",
    schedule: "The schedule",
    environment: "The surroundings",
    extra_session: "An extra conversation",
  },
} as const;
