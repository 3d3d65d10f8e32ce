import { goalPages as english } from "./en/goalPages.ts";
import { inForeign, type Translated } from "./translation.ts";

export type GoalPages = Translated<typeof english>;

/** The words of what is done on the page of a goal and seen in patterns: fetched with those pages. */
export const goalPages: GoalPages = inForeign.goalPages ?? english;
