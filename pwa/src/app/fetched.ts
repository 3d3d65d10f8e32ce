import { withWords } from "../i18n/speak.ts";
import { partAt } from "./parts.ts";

/** The pages of a goal and of patterns, with their words. */
export const goals = () => withWords(["goalPages"], () => import("./goalPages.ts"));
/** One's own account and privacy, with their words, and those of goals as a coach sees them. */
export const mine = () => withWords(["goalPages", "mine"], () => import("./mine.ts"));
/** What a coach opens first, with the words of the desk. */
export const triage = () => withWords(["desk"], () => import("./triage.ts"));
/** The rest of the desk, with its words and those of goals. */
export const desk = () => withWords(["goalPages", "desk"], () => import("./coach.ts"));
/** What only owners open, with every word. */
export const practice = () => withWords(["goalPages", "mine", "desk"], () => import("./owner.ts"));

const LOAD = { goals, mine, triage, desk, practice };

/** What the page at `path` is made of is on its way while it is still asked who is here. */
export function fetchAhead(path: string): void {
  const part = partAt(path);
  // What could not be fetched is told of where it is shown.
  if (part !== null) void LOAD[part]().catch(() => undefined);
}
