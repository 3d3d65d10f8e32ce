import { daysBetween } from "../../i18n/dates.ts";
import type { Day, Progress } from "../../api/types.ts";

export type Mark = { on: Day; y: number; isMoving: boolean };

/** What the y axis shows: the client's own number for a metric, weeks of plan done for the rest. */
export function heightsOf(progress: Progress, points: Progress["points"]): { on: Day; y: number }[] {
  return points.flatMap(({ on, value, planned_weeks }) => {
    const y = progress.kind === "metric" ? value : planned_weeks;
    return y === null ? [] : [{ on, y }];
  });
}

/**
 * Each observation with whether it moved since the one before, measured in planned weeks so that direction does not
 * matter. A new plan counts its weeks from its own start.
 */
export function marksOf(progress: Progress): Mark[] {
  let before: Progress["points"][number] | undefined;
  return progress.points.flatMap((point) => {
    const isFirst = before === undefined || isPlannedAnew(progress, before.on, point.on);
    const isMoving = point.planned_weeks - (isFirst ? 0 : (before?.planned_weeks ?? 0)) > (isFirst ? 0 : 0.05);
    before = point;
    const y = progress.kind === "metric" ? point.value : point.planned_weeks;
    return y === null ? [] : [{ on: point.on, y, isMoving }];
  });
}

/** Runs of marks that one line joins: a pause is a gap in it, and so is a new plan where weeks are counted anew. */
export function runsOf(marks: readonly Mark[], progress: Progress): Mark[][] {
  const runs: Mark[][] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isGap = last !== undefined &&
      (progress.excused.some((pause) => last.on < pause.from_on && mark.on > pause.from_on) ||
        (progress.kind !== "metric" && isPlannedAnew(progress, last.on, mark.on)));
    if (run === undefined || isGap) runs.push([mark]);
    else run.push(mark);
  }
  return runs;
}

function isPlannedAnew({ replans }: Progress, after: Day, until: Day): boolean {
  return replans.some(({ on }) => after < on && on <= until);
}

/** The plan's height on a day, read off its corners; the newer plan's on the day of a change; null outside of it. */
export function planOn(corners: readonly { on: Day; y: number }[], day: Day): number | null {
  for (let i = corners.length - 1; i > 0; i -= 1) {
    const a = corners[i - 1];
    const b = corners[i];
    if (a === undefined || b === undefined || day < a.on || day > b.on) continue;
    const span = daysBetween(a.on, b.on);
    return span === 0 ? b.y : a.y + ((b.y - a.y) * daysBetween(a.on, day)) / span;
  }
  return null;
}

/** Three to five round numbers that cover [low, high]. */
export function ticks(low: number, high: number): number[] {
  const span = high - low || 1;
  const rough = span / 3;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((k) => k * magnitude).find((s) => s >= rough) ?? magnitude * 10;
  const first = Math.floor(low / step) * step;
  const found: number[] = [];
  for (let tick = first; tick < high + step; tick += step) found.push(Number(tick.toPrecision(12)));
  return found;
}
