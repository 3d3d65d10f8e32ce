import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTo, readPush, type Told } from "./told.ts";

const ORIGIN = "https://waymark.example";
const told: Told = { on: "2026-11-23", client: "cleo", goals: [{ goal: "walk", check_in: "one" }] };
const push = (notification: object) => JSON.stringify({ web_push: 8030, notification });

test("a push is shown as it says, and leads into the app", () => {
  const shown = readPush(push({ title: "Time for your check-in", navigate: `${ORIGIN}/today?on=2026-11-23`, data: told }), ORIGIN);
  assert.equal(shown?.title, "Time for your check-in");
  assert.equal(shown?.navigate, `${ORIGIN}/today?on=2026-11-23`);
  assert.deepEqual(shown?.data, told);
});

test("a push never leads out of the app", () => {
  for (const navigate of ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]) {
    assert.equal(readPush(push({ title: "x", navigate }), ORIGIN)?.navigate, `${ORIGIN}/`);
  }
});

test("a push that cannot be read is null, whatever it holds", () => {
  for (const text of ["", "hello", "null", "{}", '{"notification":{}}']) assert.equal(readPush(text, ORIGIN), null);
});

test("Monday's reminder tapped on Tuesday records Monday", () => {
  const tuesday = Date.parse("2026-11-24T07:00:00Z");
  const answer = answerTo(told, "done", "cleo", tuesday);
  assert.equal(answer?.path, "/check-ins/one");
  assert.equal(answer?.body["happened_on"], "2026-11-23");
  assert.equal(answer?.body["recorded_at"], "2026-11-24T07:00:00.000Z");
  assert.deepEqual([answer?.body["outcome"], answer?.body["source"]], ["done", "push"]);
});

test("nothing is recorded for somebody else, for several goals, or by a tap that is no answer", () => {
  assert.equal(answerTo(told, "done", "somebody else", 0), null);
  assert.equal(answerTo(told, "done", undefined, 0), null);
  assert.equal(answerTo(told, "", "cleo", 0), null);
  assert.equal(answerTo({ ...told, goals: [...told.goals, ...told.goals] }, "done", "cleo", 0), null);
  assert.equal(answerTo(null, "done", "cleo", 0), null);
});
