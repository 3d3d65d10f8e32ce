import type { Day, NewTemplate, ProgrammeStep, Release, Template } from "../../api/types.ts";
import { emptyDraft, goalOf, problemsOf, type DraftProblems, type GoalDraft } from "../goalDraft.ts";

/** A goal without a client and without dates: `weeks` and the days of each step count from the day it is given. */
export type TemplateDraft = Omit<GoalDraft, "steps"> & { weeks: string; steps: { key: string; title: string; afterDays: string }[] };
export type StepDraft = { key: string; template: string; release: Release; afterDays: string; on: Day };

export const emptyTemplateStep = (afterDays: string) => ({ key: crypto.randomUUID(), title: "", afterDays });

export function emptyTemplate(today: Day): TemplateDraft {
  return { ...emptyDraft(today), weeks: "12", steps: [emptyTemplateStep("14")] };
}

export function draftOfTemplate({ title, area, kind, why, if_then, plan, milestones }: Template, today: Day): TemplateDraft {
  const { every, interval, times, weekdays, at_most } = plan.cadence;
  return {
    ...emptyTemplate(today),
    title,
    area,
    kind,
    why: why ?? "",
    planIf: if_then?.if ?? "",
    planThen: if_then?.then ?? "",
    every,
    interval: String(interval),
    times: String(times),
    weekdays: weekdays ?? [],
    isAtMost: at_most,
    unit: plan.unit ?? "",
    startValue: String(plan.start_value ?? ""),
    targetValue: String(plan.target_value ?? ""),
    weeks: String(plan.weeks ?? (kind === "habit" ? "" : 12)),
    steps: milestones.map((it) => ({ key: crypto.randomUUID(), title: it.title, afterDays: it.due_after_days === null ? "" : String(it.due_after_days) })),
  };
}

/** What is still missing, in the words of the goal's own form. */
export function problemsOfTemplate(draft: TemplateDraft): DraftProblems & { weeks?: true } {
  const problems: DraftProblems & { weeks?: true } = problemsOf({ ...draft, steps: draft.steps.map(({ key, title }) => ({ key, title, dueOn: draft.startOn })) });
  delete problems.targetOn;
  if (draft.kind !== "habit" && wholeIn(draft.weeks, 1, 260) === null) problems.weeks = true;
  return problems;
}

/** The template as the API wants it; of a template that is changed, what this form does not ask about stays. */
export function templateOf(draft: TemplateDraft, before?: Template): NewTemplate {
  const goal = goalOf({ ...draft, steps: [] }, "");
  const { cadence, direction, start_value, target_value, unit } = goal.plan;
  const isHabit = draft.kind === "habit";
  return {
    title: goal.title,
    area: goal.area,
    kind: goal.kind,
    why: goal.why ?? null,
    if_then: goal.if_then ?? null,
    priority: before?.priority ?? false,
    plan: {
      cadence,
      direction: direction ?? null,
      start_value: start_value ?? null,
      target_value: target_value ?? null,
      unit: unit ?? null,
      weeks: isHabit ? (before?.plan.weeks ?? null) : wholeIn(draft.weeks, 1, 260),
    },
    milestones: draft.kind === "steps" ? milestonesOf(draft, before) : (before?.milestones ?? []),
  };
}

function milestonesOf(draft: TemplateDraft, before?: Template): NonNullable<NewTemplate["milestones"]> {
  return draft.steps
    .filter(({ title }) => title.trim() !== "")
    .map(({ title, afterDays }) => ({
      title: title.trim(),
      due_after_days: wholeIn(afterDays, 0, 2000),
      weight: before?.milestones.find((it) => it.title === title.trim())?.weight ?? 1,
    }));
}

/** The steps of a programme as the API wants them; null while one of them is not whole. */
export function stepsOf(drafts: readonly StepDraft[]): ProgrammeStep[] | null {
  const steps = drafts.map(({ template, release, afterDays, on }): ProgrammeStep | null => {
    const after_days = release === "delay" ? wholeIn(afterDays, 0, 2000) : null;
    const day = release === "date" && /^\d{4}-\d\d-\d\d$/.test(on) ? on : null;
    const isWhole = template !== "" && (release !== "delay" || after_days !== null) && (release !== "date" || day !== null);
    return isWhole ? { template_id: template, release, after_days, on: day } : null;
  });
  return steps.length > 0 && steps.every((it) => it !== null) ? steps : null;
}

function wholeIn(text: string, least: number, most: number): number | null {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most ? value : null;
}
