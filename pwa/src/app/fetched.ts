import { withWords } from "../i18n/speak.ts";

/** One's own account and privacy, with their words. */
export const mine = () => withWords(["mine"], () => import("./mine.ts"));
/** The desk, with its words and those of the account. */
export const desk = () => withWords(["mine", "desk"], () => import("./coach.ts"));
