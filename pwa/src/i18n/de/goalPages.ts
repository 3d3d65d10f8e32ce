import { edit, path, replan, replies } from "./goal/path.ts";
import { feel, obstacles } from "./goal/patterns.ts";
import type { GoalPages } from "../goalPages.ts";

export const goalPages: GoalPages = {
  path,
  replan,
  edit,
  replies,
  feel,
  obstacles,
};
