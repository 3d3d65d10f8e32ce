import { withWords } from "../i18n/speak.ts";

/** The pages of a goal and of patterns, with their words. */
export const goals = () => withWords(["goalPages"], () => import("./goalPages.ts"));
/** One's own account and privacy, with their words, and those of goals as a coach sees them. */
export const mine = () => withWords(["goalPages", "mine"], () => import("./mine.ts"));
/** The desk, with every word. */
export const desk = () => withWords(["goalPages", "mine", "desk"], () => import("./coach.ts"));
