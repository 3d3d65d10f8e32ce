import type { Rolldown } from "vite";

const FILE = /^assets\/language-([a-z]{2})-/;
const MODULE = /\/src\/i18n\/([a-z]{2})\//;

/** The language whose translation this file of the build holds; null for the app itself, English and all. */
export function languageOf(file: string): string | null {
  return FILE.exec(file.replace(/^\//, ""))?.[1] ?? null;
}

/** A chunk that holds nothing but one translation says so in its name. */
export function chunkName({ moduleIds }: Rolldown.PreRenderedChunk): string {
  const languages = new Set(moduleIds.map((id) => MODULE.exec(id)?.[1] ?? "en"));
  const [only = "en"] = languages;
  return languages.size === 1 && only !== "en" ? `assets/language-${only}-[name]-[hash].js` : "assets/[name]-[hash].js";
}
