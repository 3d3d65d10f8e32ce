import assert from "node:assert/strict";
import { test } from "node:test";
import { sayWhat } from "./said.ts";

const titles = new Map([["walk", "Walk before lunch"]]);
const put = (path: string, body: Record<string, unknown>) => sayWhat({ method: "PUT", path, body }, titles);

test("what waits says what it is about, as far as the phone knows", () => {
  assert.equal(put("/check-ins/1", { goal_id: "walk", happened_on: "2026-11-23" }), "Check-in · Walk before lunch · Nov 23");
  assert.equal(put("/check-ins/1", { goal_id: "run", happened_on: "2026-11-23" }), "Check-in · Nov 23");
  assert.equal(put("/check-ins/1/replies/2", { text: "secret" }), "Reply");
  assert.equal(put("/skips/1", { goal_id: null, from_on: "2026-11-23" }), "Break · Nov 23");
  assert.equal(put("/reflections/1", { week: "2026-W48" }), "Weekly reflection");
  assert.equal(sayWhat({ method: "DELETE", path: "/check-ins/1", body: null }, titles), "Undo");
});
