import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Draft } from "./queue.ts";
import { list, put, retry } from "./store.ts";
import { flush, sendToServer, type Send } from "./sync.ts";
import { forget, phone } from "./vault.ts";

const ANA = "ana";
const BEN = "ben";
const checkIn = (id: number, over: Partial<Draft> = {}): Draft => ({
  method: "PUT",
  path: `/check-ins/${id}`,
  body: { outcome: "done", note: "canary words", source: "app" },
  recordedAt: 1_000 + id,
  ...over,
});
const answering = (status: number) => async () => ({ status, detail: "kind words", retryAfterSeconds: null });

beforeEach(async () => {
  await forget(ANA);
  await forget(BEN);
});

test("what was tapped offline is sent in order once the server answers", async () => {
  for (const id of [1, 2, 3]) await put(ANA, checkIn(id));
  const seen: string[] = [];
  const send: Send = async (item) => {
    seen.push(item.path);
    return { status: 201, detail: "", retryAfterSeconds: null };
  };
  assert.equal((await flush(ANA, send)).accepted.length, 3);
  assert.deepEqual(seen, ["/check-ins/1", "/check-ins/2", "/check-ins/3"]);
  assert.deepEqual(await list(ANA), []);
});

test("no answer keeps everything, asks only once, and says when to try again", async () => {
  for (const id of [1, 2]) await put(ANA, checkIn(id));
  let calls = 0;
  const { retryInMs } = await flush(ANA, async () => {
    calls += 1;
    throw new TypeError("no network");
  });
  assert.equal(calls, 1);
  assert.ok(retryInMs !== null && retryInMs > 0);
  assert.equal((await list(ANA)).length, 2);
});

test("an edit made while the old version is on its way is not lost", async () => {
  await put(ANA, checkIn(1));
  const sent: unknown[] = [];
  await flush(ANA, async (item) => {
    sent.push(item.body?.["outcome"]);
    if (sent.length === 1) await put(ANA, checkIn(1, { body: { outcome: "partly" }, recordedAt: 5_000 }));
    return { status: 200, detail: "", retryAfterSeconds: null };
  });
  assert.deepEqual(sent, ["done", "partly"]);
  assert.deepEqual(await list(ANA), []);
});

test("one refused item stays visible and holds nobody up", async () => {
  for (const id of [1, 2]) await put(ANA, checkIn(id));
  const { accepted } = await flush(ANA, async (item) => answering(item.path.endsWith("1") ? 422 : 201)());
  assert.deepEqual(accepted.map(({ path }) => path), ["/check-ins/2"]);
  const [left] = await list(ANA);
  assert.deepEqual(left?.refused, { status: 422, detail: "kind words" });
  if (left !== undefined) await retry(ANA, left);
  assert.equal((await flush(ANA, answering(201))).accepted.length, 1);
});

test("a session that is over keeps the queue", async () => {
  await put(ANA, checkIn(1));
  assert.equal((await flush(ANA, answering(401))).signedOut, true);
  assert.equal((await list(ANA)).length, 1);
});

test("an undo replaces the tap it undoes", async () => {
  await put(ANA, checkIn(1));
  await put(ANA, checkIn(1, { method: "DELETE", body: null, recordedAt: 9_000 }));
  const methods: string[] = [];
  await flush(ANA, async (item) => {
    methods.push(item.method);
    return { status: 404, detail: "", retryAfterSeconds: null };
  });
  assert.deepEqual(methods, ["DELETE"]);
  assert.deepEqual(await list(ANA), []);
});

test("a full server is asked again no sooner than it wishes", async () => {
  await put(ANA, checkIn(1));
  const { retryInMs } = await flush(ANA, async () => ({ status: 507, detail: "", retryAfterSeconds: 120 }));
  assert.equal(retryInMs, 120_000);
});

test("two flushes at once send each item once", async () => {
  for (const id of [1, 2, 3]) await put(ANA, checkIn(id));
  let calls = 0;
  const send: Send = async () => {
    calls += 1;
    return { status: 201, detail: "", retryAfterSeconds: null };
  };
  await Promise.all([flush(ANA, send), flush(ANA, send)]);
  assert.equal(calls, 3);
});

test("one person's queue is never another's", async () => {
  await put(ANA, checkIn(1));
  assert.equal((await flush(BEN, answering(201))).accepted.length, 0);
  assert.equal((await list(ANA)).length, 1);
});

test("words on the phone are sealed, bound to their person and place, and gone after sign-out", async () => {
  await put(ANA, checkIn(1));
  const db = await phone();
  const [row] = await db.getAll("waiting");
  assert.ok(row !== undefined);
  assert.doesNotMatch(new TextDecoder("latin1").decode(row.sealed.data), /canary/);
  await db.put("waiting", { ...row, path: "/check-ins/2" });
  assert.deepEqual((await list(ANA)).map(({ path }) => path), ["/check-ins/1"], "it opens at its own path only");
  await forget(ANA);
  assert.deepEqual(await db.getAll("waiting"), []);
  assert.equal(await db.get("keys", ANA), undefined);
});

test("a hotel's sign-in page is no acknowledgement", async (t) => {
  const [item] = [{ ...checkIn(1), seq: 1, rev: 1, attempts: 0, refused: null }];
  t.mock.method(globalThis, "fetch", async () => new Response("<html>", { headers: { "content-type": "text/html" } }));
  await assert.rejects(sendToServer(item));
});
