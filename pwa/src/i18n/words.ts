import { words as english } from "./en/words.ts";
import { inForeign, type Translated } from "./translation.ts";

export type Words = Translated<typeof english>;

/**
 * Every word that the opening screens need, in the language that is spoken. Functions take what varies; plurals and dates
 * come from Intl. They are read while a screen is drawn: what a module keeps of them while it loads stays English.
 */
export let words: Words = english;

/** Called before anything is drawn. */
export function speakWords(): void {
  words = inForeign.words ?? english;
}
