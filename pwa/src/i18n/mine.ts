import { mine as english } from "./en/mine.ts";
import { inForeign, type Translated } from "./translation.ts";

export type Mine = Translated<typeof english>;

/** The words of one's own account and privacy: fetched with those pages. */
export const mine: Mine = inForeign.mine ?? english;
