const STORED_AS = "waymark-language";

/** What the app can be read in, each named as those who speak it name it. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_OPTIONS = (Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }));

/** What was chosen on this device, else the first of the browser's languages that the app speaks, else English. */
export function languageFor(chosen: string | null, browser: readonly string[]): Language {
  const bases = [chosen ?? "", ...browser].map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return bases.find((base): base is Language => Object.hasOwn(LANGUAGES, base)) ?? "en";
}

/** The language with its region, as the browser has it: a German phone in Austria writes dates the Austrian way. */
export function tagFor(language: string, browser: readonly string[]): string {
  return browser.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

/** What this device asks for; it is spoken as soon as its words are there. */
export function wantedHere(): Language {
  return languageFor(chosenHere(), navigator.languages);
}

export function chosenHere(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}

/** False where the device keeps nothing. */
export function chooseHere(language: Language): boolean {
  try {
    localStorage.setItem(STORED_AS, language);
    return true;
  } catch {
    return false;
  }
}
