import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { list, put } from "./store.ts";
import { forget, holdKey, letGoOfKey, phone, seal, unseal } from "./vault.ts";

const draft = { path: "/check-ins/1", method: "PUT" as const, body: { note: "calm" }, recordedAt: 1 };
const { mock: gets } = mock.method(IDBObjectStore.prototype, "get");
const readsOfKeys = () => gets.calls.filter((call) => (call.this as IDBObjectStore).name === "keys").length;
/** What another tab does to the phone. */
const leaveElsewhere = async () => (await phone()).delete("keys", "ana");

beforeEach(async () => {
  await Promise.all(["ana", "ben"].map(forget));
  gets.resetCalls();
});

test("a key that is at hand is read once", async () => {
  await seal("ana", "/me", {});
  gets.resetCalls();
  holdKey("ana");
  assert.equal(await unseal("ana", "/me", await seal("ana", "/me", "hers")), "hers");
  assert.equal(readsOfKeys(), 1);
});

test("a key at hand is no other person's", async () => {
  holdKey("ana");
  const his = await seal("ben", "/me", "his");
  letGoOfKey();
  assert.equal(await unseal("ben", "/me", his), "his");
  await assert.rejects(unseal("ana", "/me", his));
});

test("a key that was let go of is read, and one that is forgotten opens nothing any more", async () => {
  holdKey("ana");
  const hers = await seal("ana", "/me", "hers");
  letGoOfKey();
  gets.resetCalls();
  assert.equal(await unseal("ana", "/me", hers), "hers");
  assert.equal(readsOfKeys(), 1);
  holdKey("ana");
  await forget("ana");
  await assert.rejects(unseal("ana", "/me", hers));
});

test("a tap just as its person leaves in another tab can be opened when they are back", async () => {
  holdKey("ana");
  await seal("ana", "/me", {});
  await leaveElsewhere();
  await put("ana", draft);
  letGoOfKey();
  assert.deepEqual((await list("ana")).map(({ body }) => body), [{ note: "calm" }]);
});
