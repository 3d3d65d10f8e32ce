// Fails when what is downloaded grows past its promise, all gzipped: JS that opens the app for a client 60 kB, with all
// pages that a client may open later 92 kB, with the coach's part too 120 kB, with the owner's 135 kB, CSS 15 kB. A translation is
// fetched by those who read it, on top of that: its words for the opening 12 kB, all of them 30 kB.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMITS_KB = { client: 60, later: 92, coach: 120, owner: 135, css: 15 };
const LIMITS_KB_OF_A_LANGUAGE = { opens: 12, all: 30 };
const dist = new URL("../dist/", import.meta.url);

const assets = await readdir(new URL("assets/", dist));
const text = (name) => readFile(new URL(`assets/${name}`, dist), "utf8");
const size = async (name) => gzipSync(await text(name)).length / 1000;
const sum = async (names) => (await Promise.all([...names].map(size))).reduce((a, b) => a + b, 0);

/** The chunk and those it cannot start without; with `isOpened`, also those it fetches later whose names that takes. */
async function withImports(name, isOpened = () => false, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, later, imported] of (await text(name)).matchAll(/(?:from|import(\()?)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
    if (later === undefined || isOpened(imported)) await withImports(imported, isOpened, found);
  }
  return found;
}

const translations = assets.filter((name) => name.startsWith("language-") && name.endsWith(".js"));
const languages = [...new Set(translations.map((name) => name.split("-")[1]))];
const scripts = assets.filter((name) => name.endsWith(".js") && !translations.includes(name));
const entry = scripts.find((name) => name.startsWith("index-"));
const measured = {
  client: await sum(await withImports(entry)),
  later: await sum(await withImports(entry, (name) => !/^(language|triage|coach|owner)-/.test(name))),
  coach: await sum(await withImports(entry, (name) => !/^(language|owner)-/.test(name))),
  owner: await sum(scripts),
  css: await sum(assets.filter((name) => name.endsWith(".css"))),
};

const limits = { ...LIMITS_KB };
for (const language of languages) {
  const files = translations.filter((name) => name.startsWith(`language-${language}-`));
  const opening = await withImports(files.find((name) => name.includes("-words-")));
  measured[`${language} opens`] = await sum(files.filter((name) => opening.has(name)));
  measured[`${language} all`] = await sum(files);
  limits[`${language} opens`] = LIMITS_KB_OF_A_LANGUAGE.opens;
  limits[`${language} all`] = LIMITS_KB_OF_A_LANGUAGE.all;
}

let failed = false;
for (const [part, limit] of Object.entries(limits)) {
  const over = measured[part] > limit;
  failed ||= over;
  console.log(`${part.padEnd(8)} ${measured[part].toFixed(1).padStart(6)} kB gz of ${limit}${over ? "  TOO BIG" : ""}`);
}
process.exit(failed ? 1 : 0);
