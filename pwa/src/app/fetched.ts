import { withWords } from "../i18n/speak.ts";

/** What is done on the page of a goal and seen in patterns, with its words. */
export const goals = () => withWords(["goal"], () => import("./goalPages.ts"));
/** One's own account and privacy, with their words and those of goals: what a coach sees is drawn as a goal's page is. */
export const mine = () => withWords(["goal", "mine"], () => import("./mine.ts"));
/** The desk, with its words and those of goals and the account. */
export const desk = () => withWords(["goal", "mine", "desk"], () => import("./coach.ts"));
