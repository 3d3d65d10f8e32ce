import { withWords } from "../i18n/speak.ts";

/** The pages of a goal and of patterns, with their words. */
export const goals = () => withWords(["goalPages"], () => import("./goalPages.ts"));
/** One's own account and privacy, with their words, and those of goals as a coach sees them. */
export const mine = () => withWords(["goalPages", "mine"], () => import("./mine.ts"));
/** The desk, with its words and those of goals. */
export const desk = () => withWords(["goalPages", "desk"], () => import("./coach.ts"));
/** What only owners open, with every word. */
export const practice = () => withWords(["goalPages", "mine", "desk"], () => import("./owner.ts"));

const BY_ADDRESS = [
  { begins: /^\/(insights|goals\/.)/, load: goals },
  { begins: /^\/(settings|privacy|welcome|invitation|objection)/, load: mine },
  { begins: /^\/(triage|caseload|clients|templates|people$)/, load: desk },
  { begins: /^\/(practice|people\/)/, load: practice },
];

/** What the page at `path` is made of is on its way while it is still asked who is here. */
export function fetchAhead(path: string): void {
  const wanted = BY_ADDRESS.find(({ begins }) => begins.test(path));
  // What could not be fetched is told of where it is shown.
  void wanted?.load().catch(() => undefined);
}
