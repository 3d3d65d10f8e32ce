import assert from "node:assert/strict";
import { test } from "node:test";
import { nearDay, shortDay } from "./dates.ts";

test("a day named within a sentence keeps the capitals of its names", () => {
  assert.equal(nearDay("2026-11-21", "2026-11-23", "within a sentence"), shortDay("2026-11-21"));
  assert.equal(nearDay("2026-11-22", "2026-11-23", "within a sentence"), "yesterday");
  assert.equal(nearDay("2026-11-22", "2026-11-23"), "Yesterday");
});
