// Fails when what a phone downloads grows past its promise: client JS 60 kB, coach's part 120 kB, CSS 15 kB, all gzipped.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMITS_KB = { client: 60, coach: 120, css: 15 };
const dist = new URL("../dist/", import.meta.url);

const assets = await readdir(new URL("assets/", dist));
const size = async (name) => gzipSync(await readFile(new URL(`assets/${name}`, dist))).length / 1000;
const sum = async (names) => (await Promise.all(names.map(size))).reduce((a, b) => a + b, 0);

const scripts = assets.filter((name) => name.endsWith(".js"));
const coachOnly = scripts.filter((name) => name.startsWith("coach"));
const measured = {
  client: await sum(scripts.filter((name) => !coachOnly.includes(name))),
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
