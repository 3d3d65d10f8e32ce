import type { Day, Milestone, MilestoneFacts, Uuid } from "../api/types.ts";
import { numberToType, typedNumber } from "../i18n/dates.ts";

export type Place = "reached" | "next" | "later";

/** The path from its start to its end, each milestone with where it lies. */
export function pathOf(milestones: readonly Milestone[]): { milestone: Milestone; place: Place }[] {
  const ordered = milestones.toSorted((a, b) => a.position - b.position);
  const next = ordered.find(({ reached_on }) => reached_on === null);
  return ordered.map((milestone) => ({
    milestone,
    place: milestone.reached_on !== null ? "reached" : milestone === next ? "next" : "later",
  }));
}

/** The ids in the order they stand in once `id` has moved one place up or down. */
export function movedBy(milestones: readonly Milestone[], id: Uuid, way: -1 | 1): Uuid[] {
  const ids = pathOf(milestones).map(({ milestone }) => milestone.id);
  const from = ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + way));
  return ids.with(from, ids[to] ?? id).with(to, id);
}

/** What the form holds while a milestone is written; dates and weight are still text. */
export type MilestoneDraft = { title: string; dueFrom: Day; dueOn: Day; weight: string; reachedOn: Day; whatWorked: string };
export type MilestoneProblem = "title" | "range" | "weight" | "reached";

export function draftOf(milestone: Milestone | null): MilestoneDraft {
  return {
    title: milestone?.title ?? "",
    dueFrom: milestone?.due_from ?? "",
    dueOn: milestone?.due_on ?? "",
    weight: numberToType(milestone?.weight ?? 1),
    reachedOn: milestone?.reached_on ?? "",
    whatWorked: milestone?.what_worked ?? "",
  };
}

/** The milestone as the API wants it, or the first thing that keeps it from being one. */
export function factsOf(draft: MilestoneDraft, position: number, today: Day): MilestoneFacts | MilestoneProblem {
  const { title, dueFrom, dueOn, reachedOn, whatWorked } = draft;
  const weight = typedNumber(draft.weight);
  if (title.trim() === "") return "title";
  if (dueFrom !== "" && (dueOn === "" || dueFrom > dueOn)) return "range";
  if (!(weight >= 0.1 && weight <= 100)) return "weight";
  if (reachedOn > today) return "reached";
  return {
    title: title.trim(),
    position,
    due_from: dueFrom === "" ? null : dueFrom,
    due_on: dueOn === "" ? null : dueOn,
    weight,
    reached_on: reachedOn === "" ? null : reachedOn,
    what_worked: whatWorked.trim() === "" ? null : whatWorked.trim(),
  };
}

/** The milestone without its id, as it is sent. */
export function factsIn(milestone: Milestone): MilestoneFacts {
  const { title, position, due_from, due_on, weight, reached_on, what_worked } = milestone;
  return { title, position, due_from, due_on, weight, reached_on, what_worked };
}

/** Whether nothing was written on it since it was read; where it stands on the path is set apart from its words. */
export function isSame(now: Milestone, read: Milestone | null): boolean {
  const words = (it: Milestone) => JSON.stringify({ ...factsIn(it), position: 0 });
  return read !== null && words(now) === words(read);
}
