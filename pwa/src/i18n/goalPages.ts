import { edit, path, replan, replies } from "./en/goal/path.ts";
import { feel, obstacles } from "./en/goal/patterns.ts";

/** The words of what is done on the page of a goal and seen in patterns: fetched with those pages. */
export const goalPages = {
  path,
  replan,
  edit,
  replies,
  feel,
  obstacles,
} as const;
