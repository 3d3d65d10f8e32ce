import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft, problemsOf, stillHolding } from "./goalDraft.ts";

test("typing takes away what it has mended, and says nothing new", () => {
  const draft = emptyDraft("2026-11-23");
  const said = problemsOf(draft);
  assert.deepEqual(Object.keys(said), ["title"]);
  assert.deepEqual(stillHolding(said, { ...draft, title: "Walk", kind: "metric" }), {});
  assert.deepEqual(stillHolding(said, { ...draft, title: " " }), said);
});
