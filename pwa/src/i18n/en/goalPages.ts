import { feel, obstacles } from "./goal/patterns.ts";
import { twoVersions } from "./goal/twoVersions.ts";
import { edit, path, replan, replies } from "./goal/path.ts";

export const goalPages = { path, replan, edit, replies, feel, obstacles, twoVersions } as const;
