// Fails when what is downloaded grows past its promise, all gzipped: JS that opens the app for a client 60 kB, with all
// pages that a client may open later 90 kB, with the coach's part too 120 kB, CSS 15 kB.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMITS_KB = { client: 60, later: 90, coach: 120, css: 15 };
const dist = new URL("../dist/", import.meta.url);

const assets = await readdir(new URL("assets/", dist));
const text = (name) => readFile(new URL(`assets/${name}`, dist), "utf8");
const size = async (name) => gzipSync(await text(name)).length / 1000;
const sum = async (names) => (await Promise.all([...names].map(size))).reduce((a, b) => a + b, 0);

/** The chunk and those it cannot start without. */
async function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported] of (await text(name)).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    await withImports(imported, found);
  }
  return found;
}

const scripts = assets.filter((name) => name.endsWith(".js"));
const entry = scripts.find((name) => name.startsWith("index-"));
const measured = {
  client: await sum(await withImports(entry)),
  later: await sum(scripts.filter((name) => !name.startsWith("coach"))),
  coach: await sum(scripts),
  css: await sum(assets.filter((name) => name.endsWith(".css"))),
};

let failed = false;
for (const [part, limit] of Object.entries(LIMITS_KB)) {
  const over = measured[part] > limit;
  failed ||= over;
  console.log(`${part.padEnd(7)} ${measured[part].toFixed(1).padStart(6)} kB gz of ${limit}${over ? "  TOO BIG" : ""}`);
}
process.exit(failed ? 1 : 0);
