import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { forget } from "../outbox/vault.ts";
import { begunAt, beside, isStep, rememberStep, STEPS } from "./welcome.ts";

test("the first steps are five at most, and lead from one to the next and back", () => {
  assert.ok(STEPS.length <= 5);
  assert.equal(beside("what", -1), null);
  assert.equal(beside("what", 1), "seen");
  assert.equal(beside("begin", -1), "reminders");
  assert.equal(beside("begin", 1), null);
  assert.equal(isStep("elsewhere"), false);
});

test("a phone knows where its person stopped, until all is done or they sign out", async () => {
  assert.equal(await begunAt("ana"), null);
  await rememberStep("ana", "consents");
  assert.equal(await begunAt("ana"), "consents");
  assert.equal(await begunAt("ben"), null);
  await rememberStep("ana", "begin", true);
  assert.equal(await begunAt("ana"), null);
  await rememberStep("ana", "seen");
  await forget("ana");
  assert.equal(await begunAt("ana"), null);
});
