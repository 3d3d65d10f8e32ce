import type { Lane, Level } from "../api/types.ts";

export type StatusName = Level | Lane;

/** A lane says more about today than the level under it, except that a stall is never hidden by it. */
export function statusOf(level: Level, lane: Lane | null): StatusName {
  const isStall = level === "stalled" || level === "stalled_loaded" || level === "consider_support";
  return lane === null || (isStall && lane !== "paused") ? level : lane;
}
