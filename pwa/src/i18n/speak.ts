import { chooseHere, tagFor, wantedHere, type Language } from "./choice.ts";
import { speakDates } from "./dates.ts";
import { inForeign, type Catalogue } from "./translation.ts";
import { speakWords } from "./words.ts";

type Part = "words" | "goalPages" | "mine" | "desk";
type Parts = Record<Part, () => Promise<Partial<Catalogue>>>;

const TRANSLATIONS: Partial<Record<string, Parts>> = {
  de: {
    words: () => import("./de/words.ts"),
    goalPages: () => import("./de/goalPages.ts"),
    mine: () => import("./de/mine.ts"),
    desk: () => import("./de/desk.ts"),
  },
};

/** What is spoken from the first word drawn until the page starts again. */
export let spoken: string = "en";

/** Finds the language and fetches its first words; where they cannot be had, English is spoken. */
export async function beginToSpeak(): Promise<void> {
  const wanted = import.meta.env.MODE === "pseudo" ? await pretend() : wantedHere();
  const isThere = wanted === "en" || (await fetched(wanted, "words"));
  spoken = isThere ? wanted : "en";
  speakWords();
  speakDates(tagFor(spoken, navigator.languages));
  document.documentElement.lang = spoken;
  document.documentElement.dir = isRightToLeft(spoken) ? "rtl" : "ltr";
}

/** `pages`, fetched once the words they are written in are there. */
export async function withWords<T>(parts: readonly Part[], pages: () => Promise<T>): Promise<T> {
  if (spoken !== "en") await Promise.all(parts.map((part) => fetched(spoken, part)));
  return pages();
}

/** From now on `language`, if all of it can be had; the page starts again in it. False: nothing has changed. */
export async function speakFromNowOn(language: Language): Promise<boolean> {
  const parts = Object.values(TRANSLATIONS[language] ?? {});
  const isThere = await Promise.all(parts.map((fetchPart) => fetchPart())).then(
    () => true,
    () => false,
  );
  if (!isThere || !chooseHere(language)) return false;
  location.reload();
  return true;
}

async function fetched(language: string, part: Part): Promise<boolean> {
  try {
    Object.assign(inForeign, await TRANSLATIONS[language]?.[part]());
    return true;
  } catch {
    return false;
  }
}

function isRightToLeft(language: string): boolean {
  return /^(ar|fa|he|ur|yi)\b/.test(language);
}

/** In a build for tests alone: the languages that nobody speaks, which show what a translation would break. */
async function pretend(): Promise<string> {
  const { PRETENDED } = await import("./pretended.ts");
  Object.assign(TRANSLATIONS, PRETENDED);
  return localStorage.getItem("waymark-pretended") ?? "en";
}
