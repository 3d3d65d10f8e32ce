import { edit, path, replan, replies } from "./goal/path.ts";
import { feel, obstacles } from "./goal/patterns.ts";

export const goalPages = {
  path,
  replan,
  edit,
  replies,
  feel,
  obstacles,
} as const;
