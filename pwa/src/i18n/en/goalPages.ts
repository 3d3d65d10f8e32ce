import { feel, obstacles } from "./goal/patterns.ts";
import { edit, path, replan, replies } from "./goal/path.ts";

export const goalPages = { path, replan, edit, replies, feel, obstacles } as const;
