import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Day, Me, Today } from "../api/types.ts";
import { addDays, localDay } from "../i18n/dates.ts";
import { forget, phone } from "../outbox/vault.ts";

let isAway = false;
// The app asks by address without a host, as a page may and Node may not.
const PlainRequest = globalThis.Request;
globalThis.Request = class extends PlainRequest {
  constructor(url: RequestInfo | URL, init?: RequestInit) {
    super(typeof url === "string" ? new URL(url, "http://waymark.test") : url, init);
  }
};
globalThis.fetch = async (asked) => {
  if (isAway) throw new TypeError("no network");
  const { pathname, searchParams } = new URL((asked as Request).url);
  return Response.json(pathname.endsWith("/today") ? dayOf(searchParams.get("on") ?? TODAY) : { items: [], next: null });
};
const { loadDay, NotOnPhone } = await import("./loadDay.ts");

const me: Me = {
  id: "ana",
  name: "Ana",
  email: "ana@example.com",
  zone: "UTC",
  roles: ["client"],
  practice: { id: "practice", name: "Practice" },
  coach: null,
  today: localDay("UTC"),
  told_of_replies: false,
  language: null,
  memberships: [],
  passkey_first: null,
  address_change: null,
};
const TODAY = localDay("UTC");
const YESTERDAY = addDays(TODAY, -1);

beforeEach(async () => {
  isAway = false;
  await forget(me.id);
});

test("a past day that was never on this phone is not guessed at without a network", async () => {
  await loadDay(me, null);
  // Today twice, as today and as that day; and the goals.
  await areKept(3);
  isAway = true;
  assert.equal((await loadDay(me, null)).data.on, TODAY, "today itself opens");
  await assert.rejects(loadDay(me, YESTERDAY), NotOnPhone);
});

test("a past day that was opened before opens again without a network, as it was", async () => {
  await loadDay(me, YESTERDAY);
  await areKept(1);
  isAway = true;
  const { data, asOf } = await loadDay(me, YESTERDAY);
  assert.equal(data.on, YESTERDAY);
  assert.notEqual(asOf, null);
  await assert.rejects(loadDay(me, addDays(YESTERDAY, -7)), NotOnPhone, "the same weekday, a week before");
});

/** What is kept is written behind the answer. */
async function areKept(answers: number): Promise<void> {
  for (;;) {
    if ((await (await phone()).count("kept")) >= answers) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function dayOf(on: Day): Today {
  return {
    on,
    zone: "UTC",
    strip: [{ on, due: 0, logged: 0, excused: false }],
    due: [],
    next_due_on: null,
    paused: null,
    reflection: { week: "2026-W47", due: false },
    asks_feelings: false,
    next_appointment: null,
    replies: [],
  };
}
