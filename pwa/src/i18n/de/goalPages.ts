import type { GoalPages } from "../goalPages.ts";
import { feel, obstacles } from "./goal/patterns.ts";
import { twoVersions } from "./goal/twoVersions.ts";
import { edit, path, replan, replies } from "./goal/path.ts";

export const goalPages: GoalPages = { path, replan, edit, replies, feel, obstacles, twoVersions };
