import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "./client.ts";
import { every } from "./every.ts";
import type { Page } from "./types.ts";

const PAGES: Record<string, Page<number>> = {
  "": { items: [1, 2], next: "b" },
  b: { items: [3], next: "c" },
  c: { items: [], next: null },
};
const load = async (cursor?: string): Promise<Answer<Page<number>>> => ({ data: PAGES[cursor ?? ""] as Page<number>, etag: null, asOf: null });

test("a list that comes in pages is read to its end, in order", async () => {
  assert.deepEqual((await every(load)).data, [1, 2, 3]);
});

test("what is there is told page by page, and the whole at the end", async () => {
  const told: number[][] = [];
  const whole = await every(load, (items) => told.push(items));
  assert.deepEqual(told, [[1, 2], [1, 2, 3]]);
  assert.deepEqual(whole.data, [1, 2, 3]);
});

test("a page that cannot be read is a list that cannot be read", async () => {
  const broken = (cursor?: string) => (cursor === "b" ? Promise.reject(new Error("away")) : load(cursor));
  await assert.rejects(every(broken), /away/);
});
