import type { AnsweredCheckIn, Day, Felt, Goal, Milestone, Obstacle, ObstacleKind, Outcome } from "../api/types.ts";
import { FELT, feltIn, obstaclesIn, saidIn } from "../ui/charts/patterns.ts";

export type BriefOfGoal = {
  outcomes: [Outcome, number][];
  /** The last number that was given, for goals that are measured. */
  value: number | null;
  felt: [Felt, number][];
  obstacles: [ObstacleKind, number, Obstacle[]][];
  reached: Milestone[];
  notes: { on: Day; text: string }[];
  isSilent: boolean;
};

/** What happened on one goal from `since` on, as far as it is shared with the reader. */
export function briefOf(goal: Goal, checkIns: readonly AnsweredCheckIn[], since: Day): BriefOfGoal {
  const recent = checkIns.filter(({ counts, happened_on }) => counts && happened_on >= since);
  const said = saidIn(recent);
  const newestFirst = recent.toSorted((a, b) => (a.happened_on < b.happened_on ? 1 : -1));
  const outcomes = (["done", "partly", "not"] as const)
    .map((outcome): [Outcome, number] => [outcome, recent.filter((it) => it.outcome === outcome).length])
    .filter(([, n]) => n > 0);
  const feelings = feltIn(said);
  const felt = FELT.map((it): [Felt, number] => [it, feelings.filter((on) => on.felt === it).length]).filter(([, n]) => n > 0);
  const reached = goal.milestones.filter(({ reached_on }) => reached_on !== null && reached_on >= since);
  return {
    outcomes,
    value: newestFirst.find(({ value }) => value !== null)?.value ?? null,
    felt,
    obstacles: obstaclesIn(said),
    reached,
    notes: newestFirst.flatMap(({ happened_on, note }) => (note === null ? [] : [{ on: happened_on, text: note }])),
    isSilent: recent.length === 0 && reached.length === 0,
  };
}
