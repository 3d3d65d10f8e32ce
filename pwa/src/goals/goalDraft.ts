import type { Area, Day, Goal, GoalKind, NewGoal, Plan, Uuid } from "../api/types.ts";
import { addDays, numberToType, typedNumber } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";

/** What the form holds while a goal is being made; numbers are still text. */
export type GoalDraft = {
  title: string;
  area: Area;
  kind: GoalKind;
  why: string;
  planIf: string;
  planThen: string;
  isPrivate: boolean;
  startOn: Day;
  targetOn: Day;
  every: "day" | "week" | "month";
  interval: string;
  times: string;
  weekdays: number[];
  isAtMost: boolean;
  unit: string;
  startValue: string;
  targetValue: string;
  steps: { key: string; title: string; dueOn: Day }[];
};
export type DraftProblems = Partial<Record<keyof GoalDraft, string>>;

export function emptyDraft(today: Day): GoalDraft {
  return {
    title: "",
    area: "performance",
    kind: "habit",
    why: "",
    planIf: "",
    planThen: "",
    isPrivate: false,
    startOn: today,
    targetOn: addDays(today, 84),
    every: "week",
    interval: "1",
    times: "3",
    weekdays: [],
    isAtMost: false,
    unit: "",
    startValue: "",
    targetValue: "",
    steps: [emptyStep(today, 14)],
  };
}

export function emptyStep(today: Day, inDays: number) {
  return { key: crypto.randomUUID(), title: "", dueOn: addDays(today, inDays) };
}

/** What is still missing, in the words the form shows beside each field. */
export function problemsOf(draft: GoalDraft): DraftProblems {
  const problems: DraftProblems = {};
  if (draft.title.trim() === "") problems.title = words.goalForm.nameMissing;
  if (draft.kind === "metric") {
    const start = numberIn(draft.startValue);
    const target = numberIn(draft.targetValue);
    if (start === null || target === null || start === target) problems.targetValue = words.goalForm.numbersMissing;
  }
  const isOpen = draft.kind === "habit" || (draft.kind === "steps" && draft.targetOn === "");
  if (!isOpen && draft.targetOn <= draft.startOn) problems.targetOn = words.goalForm.datesWrong;
  if (draft.kind === "steps" && namedSteps(draft).length === 0) problems.steps = words.goalForm.stepsMissing;
  return problems;
}

/** Of what was said before, what is still so. Nothing new is said until the form is sent again. */
export function stillHolding(said: DraftProblems, draft: GoalDraft): DraftProblems {
  const now = problemsOf(draft);
  return Object.fromEntries(Object.entries(said).filter(([field]) => field in now));
}

export function namedSteps(draft: GoalDraft) {
  return draft.steps.filter(({ title }) => title.trim() !== "");
}

/** The goal as the API wants it. */
export function goalOf(draft: GoalDraft, client_id: Uuid): NewGoal {
  const isPlanned = draft.planIf.trim() !== "" && draft.planThen.trim() !== "";
  return {
    client_id,
    title: draft.title.trim(),
    priority: false,
    area: draft.area,
    kind: draft.kind,
    private: draft.isPrivate,
    why: draft.why.trim() === "" ? null : draft.why.trim(),
    if_then: isPlanned ? { if: draft.planIf.trim(), then: draft.planThen.trim() } : null,
    plan: planOf(draft),
  };
}

export function planOf(draft: GoalDraft): Plan {
  const isHabit = draft.kind === "habit";
  const isMetric = draft.kind === "metric";
  const start_value = isMetric ? numberIn(draft.startValue) : null;
  const target_value = isMetric ? numberIn(draft.targetValue) : null;
  const weekdays = isHabit && draft.weekdays.length > 0 ? draft.weekdays.toSorted((a, b) => a - b) : null;
  return {
    start_on: draft.startOn,
    target_on: isHabit || draft.targetOn === "" ? null : draft.targetOn,
    cadence: {
      every: weekdays === null ? draft.every : "week",
      interval: weekdays === null ? wholeIn(draft.interval) : 1,
      times: weekdays?.length ?? (isHabit ? wholeIn(draft.times) : 1),
      weekdays,
      at_most: isHabit && draft.isAtMost,
    },
    start_value,
    target_value,
    unit: isMetric && draft.unit.trim() !== "" ? draft.unit.trim() : null,
    direction: start_value === null || target_value === null ? null : target_value > start_value ? "up" : "down",
  };
}

/** A new plan for a goal, as the form first shows it: the one that stands, from today on and from where the number is. */
export function draftOfPlan({ kind, title, plan }: Goal, stands: number | null, today: Day): GoalDraft {
  const { every, interval, times, weekdays, at_most } = plan.cadence;
  return {
    ...emptyDraft(today),
    title,
    kind,
    // A path is planned from its start: its milestones keep the length that they were given.
    startOn: kind === "steps" ? plan.start_on : today,
    // A path without an end gets none unless one is asked for.
    targetOn: kind === "steps" && plan.target_on === null ? "" : plan.target_on !== null && plan.target_on > today ? plan.target_on : addDays(today, 84),
    every,
    interval: String(interval),
    times: String(times),
    weekdays: weekdays ?? [],
    isAtMost: at_most,
    unit: plan.unit ?? "",
    startValue: typedOr(stands ?? plan.start_value),
    targetValue: typedOr(plan.target_value),
  };
}

/** The plan that the draft asks for instead; null while it asks for nothing new, which must not count as a change. */
export function newPlanOf({ kind, plan }: Goal, stands: number | null, draft: GoalDraft): Plan | null {
  const asked = planOf(draft);
  const isRhythmAsked = kind === "habit" || draft.every !== plan.cadence.every;
  const next = {
    ...asked,
    cadence: isRhythmAsked ? asked.cadence : plan.cadence,
    // A habit's end, if it was given one, is not asked about here.
    target_on: kind === "habit" ? plan.target_on : asked.target_on,
  };
  const isMoved = kind === "metric" && next.start_value !== (stands ?? plan.start_value);
  return isMoved || wishOf(next) !== wishOf(plan) ? next : null;
}

/** What a plan asks for, apart from where it starts. */
function wishOf({ target_on, target_value, unit, cadence: { every, interval, times, weekdays, at_most } }: Plan): string {
  return JSON.stringify([target_on, target_value, unit, every, interval, weekdays?.length ?? times, weekdays ?? [], at_most]);
}

function wholeIn(text: string): number {
  return Math.max(1, Math.round(numberIn(text) ?? 1));
}

const typedOr = (value: number | null | undefined) => (value === null || value === undefined ? "" : numberToType(value));

function numberIn(text: string): number | null {
  const value = typedNumber(text);
  return Number.isFinite(value) ? value : null;
}
