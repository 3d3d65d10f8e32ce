import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forget } from "../outbox/vault.ts";
import type { AnsweredCheckIn, Goal, Page, Today } from "./types.ts";
import goals from "./snapshots/goals.ts";
import today from "./snapshots/today.ts";

let isAway = false;
let unread = new Map<string, number>();
const told: string[] = [];
// The app asks by address without a host, as a page may and Node may not.
const PlainRequest = globalThis.Request;
globalThis.Request = class extends PlainRequest {
  constructor(url: RequestInfo | URL, init?: RequestInit) {
    super(typeof url === "string" ? new URL(url, "http://waymark.test") : url, init);
  }
};
globalThis.fetch = async (asked) => {
  if (isAway) throw new TypeError("no network");
  const { method, url } = asked as Request;
  const { pathname } = new URL(url);
  if (method === "PUT") {
    told.push(pathname);
    unread.delete("goal");
    return new Response(null, { status: 204 });
  }
  return Response.json(pathname.endsWith("/today") ? aDay() : { items: [aGoal()], next: null });
};
const { getToday, listMyGoals } = await import("./calls.ts");
const { keep } = await import("./kept.ts");
const { markRead, readIsTold } = await import("./reading.ts");

const aGoal = (): Goal => ({ ...(goals.items[0] as Goal), id: "goal", unread_replies: unread.get("goal") ?? 0 });
const aDay = (): Today => ({ ...today, replies: [...unread].map(([id, n]) => ({ goal: { id, title: id }, unread: n })) });
const walked = { id: "walked", replies: [{ id: "first" }, { id: "last" }] } as AnsweredCheckIn;

beforeEach(async () => {
  isAway = false;
  unread = new Map([["goal", 2], ["other", 1]]);
  told.length = 0;
  await forget("ana");
  await keep("ana", "/goals", { items: [aGoal()], next: null } satisfies Page<Goal>);
  await keep("ana", "/today", aDay());
});

test("who goes back to Today at once is not told of what they have just read", async () => {
  markRead("ana", "goal", [walked]);
  assert.deepEqual((await getToday("ana")).data.replies.map(({ goal }) => goal.id), ["other"]);
  assert.deepEqual(told, ["/api/v1/check-ins/walked/replies/last/read"]);
});

test("what was read without a network waits no longer on this phone, and is told with the next question", async () => {
  isAway = true;
  markRead("ana", "goal", [walked]);
  const offline = await getToday("ana");
  assert.deepEqual(offline.data.replies.map(({ goal }) => goal.id), ["other"]);
  assert.notEqual(offline.asOf, null);
  assert.equal((await listMyGoals("ana")).data.items[0]?.unread_replies, 0);
  isAway = false;
  assert.equal((await listMyGoals("ana")).data.items[0]?.unread_replies, 0);
  assert.equal(told.length, 1);
  await readIsTold();
  assert.equal(told.length, 1, "once told, it is not told again");
});
