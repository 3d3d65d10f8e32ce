import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyToSend, delayAfter, placeFor, sendable, verdictOn, type Draft, type Item } from "./queue.ts";

const draft = (recordedAt: number): Draft => ({ method: "PUT", path: "/check-ins/1", body: { source: "app" }, recordedAt });
const item = (over: Partial<Item> = {}): Item => ({ ...draft(1), seq: 1, rev: 1, attempts: 0, refused: null, ...over });

test("a first tap goes to the end of the queue", () => {
  assert.deepEqual(placeFor(undefined, draft(1), 7), { seq: 7, rev: 1, attempts: 0, refused: null });
});

test("a later tap on the same check-in replaces it and keeps its place", () => {
  assert.deepEqual(placeFor(item({ seq: 3, rev: 2, attempts: 5 }), draft(9), 7), {
    seq: 3,
    rev: 3,
    attempts: 0,
    refused: null,
  });
});

test("an older tap never replaces a newer one", () => {
  assert.equal(placeFor(item({ recordedAt: 10 }), draft(9), 7), null);
});

test("editing a refused item makes it worth sending again", () => {
  const refused = item({ refused: { status: 422, detail: "no" } });
  assert.deepEqual(sendable([refused]), []);
  assert.equal(placeFor(refused, draft(9), 7)?.refused, null);
});

test("items go out in the order of first taps", () => {
  const order = sendable([item({ seq: 3 }), item({ seq: 1 }), item({ seq: 2 })]).map(({ seq }) => seq);
  assert.deepEqual(order, [1, 2, 3]);
});

test("a signed-out answer keeps the item, a client error shows it, a server error retries it", () => {
  assert.equal(verdictOn("PUT", 201), "accepted");
  assert.equal(verdictOn("PUT", 401), "signed_out");
  assert.equal(verdictOn("PUT", 404), "refused");
  assert.equal(verdictOn("PUT", 422), "refused");
  assert.equal(verdictOn("PUT", 500), "later");
  for (const status of [429, 503, 507]) assert.equal(verdictOn("PUT", status), "server_busy");
});

test("undoing what is not there counts as undone", () => {
  assert.equal(verdictOn("DELETE", 404), "accepted");
});

test("what had to wait says that it came through the outbox", () => {
  assert.equal(bodyToSend(item())?.["source"], "app");
  assert.equal(bodyToSend(item({ attempts: 1 }))?.["source"], "outbox");
});

test("tries come further apart, never more than a minute", () => {
  assert.ok(delayAfter(1, 0) >= 1_000 && delayAfter(1, 0.99) < 2_000);
  assert.ok(delayAfter(3, 0.5) > delayAfter(1, 0.5));
  assert.ok(delayAfter(50, 0.999) <= 60_000);
});
