import { desk as english } from "./en/desk.ts";
import { inForeign, type Translated } from "./translation.ts";

export type Desk = Translated<typeof english>;

/** The words of the desk's people and practice: fetched with those pages. */
export const desk: Desk = inForeign.desk ?? english;
