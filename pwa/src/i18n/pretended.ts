import { desk } from "./en/desk.ts";
import { deskSupport } from "./en/deskSupport.ts";
import { goalPages } from "./en/goalPages.ts";
import { mine } from "./en/mine.ts";
import { words } from "./en/words.ts";

/**
 * Languages that nobody speaks, for tests alone: English with accents and two fifths longer, and English turned round in
 * a page that runs from right to left. What is cut, or does not turn, is seen in them before somebody meets it.
 */
export const PRETENDED = { "en-XA": inThe(longer), "ar-XB": inThe(mirrored) };

function inThe(say: (text: string) => string) {
  return {
    words: async () => ({ words: pretend(words, say) }),
    goalPages: async () => ({ goalPages: pretend(goalPages, say) }),
    mine: async () => ({ mine: pretend(mine, say) }),
    desk: async () => ({ desk: pretend(desk, say), deskSupport: pretend(deskSupport, say) }),
  };
}

/** The same catalogue with every text said otherwise, those that functions make too. */
export function pretend<T>(catalogue: T, say: (text: string) => string): T;
export function pretend(part: unknown, say: (text: string) => string): unknown {
  if (typeof part === "string") return say(part);
  if (typeof part === "function") return (...given: unknown[]) => pretend(part(...given), say);
  if (Array.isArray(part)) return part.map((each) => pretend(each, say));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, pretend(each, say)]));
}

const ACCENTED: Readonly<Record<string, string>> = { a: "å", e: "é", i: "î", o: "ø", u: "ü", y: "ÿ", A: "Å", E: "É", I: "Î", O: "Ø", U: "Ü", Y: "Ÿ" };

/** "Settings" becomes "Séétîîngs": every vowel twice makes words about two fifths longer, as German ones are. */
export function longer(text: string): string {
  return text.replaceAll(/[aeiouy]/gi, (vowel) => (ACCENTED[vowel] ?? vowel).repeat(2));
}

/** Drawn from right to left, as letters of Arabic or Hebrew would be. */
export function mirrored(text: string): string {
  return `\u202e${text}\u202c`;
}
