import type { GoalPages } from "../goalPages.ts";
import { feel, obstacles } from "./goal/patterns.ts";
import { edit, path, replan, replies } from "./goal/path.ts";

export const goalPages: GoalPages = { path, replan, edit, replies, feel, obstacles };
