declare const self: ServiceWorkerGlobalScope & { __LANGUAGES: Record<string, string[]> };

const FILES = self.__LANGUAGES;
const cacheOf = (language: string) => `waymark-language-${language}`;

/** The page speaks this language from now on: it is there without a network too, and no other one takes room. */
export async function keepLanguage(language: string): Promise<void> {
  const others = Object.keys(FILES).filter((other) => other !== language);
  await Promise.all(others.map((other) => caches.delete(cacheOf(other))));
  if (Object.hasOwn(FILES, language)) await fill(language);
}

/** The language that pages on this device speak, as far as it is known here. */
export async function languageKept(): Promise<string> {
  for (const language of Object.keys(FILES)) {
    if (await caches.has(cacheOf(language))) return language;
  }
  return "en";
}

/** A newer version brings the words it needs before it takes over. */
export async function keepLanguageAnew(): Promise<void> {
  for (const language of Object.keys(FILES)) {
    if (await caches.has(cacheOf(language))) await fill(language);
  }
}

/** The words of versions that are gone. */
export async function forgetOldWords(): Promise<void> {
  for (const [language, files] of Object.entries(FILES)) {
    if (!(await caches.has(cacheOf(language)))) continue;
    const cache = await caches.open(cacheOf(language));
    const old = (await cache.keys()).filter(({ url }) => !files.includes(new URL(url).pathname));
    await Promise.all(old.map((request) => cache.delete(request)));
  }
}

export function isOfALanguage(path: string): boolean {
  return Object.values(FILES).some((files) => files.includes(path));
}

/** Names carry a hash of what is in them: what is kept is never out of date. */
export async function wordsFirstFromHere(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function fill(language: string): Promise<void> {
  const cache = await caches.open(cacheOf(language));
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll((FILES[language] ?? []).filter((path) => !kept.has(path)));
}
