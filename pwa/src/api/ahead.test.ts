import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { askAhead, askedAhead, forgetAhead } from "./ahead.ts";

const ORIGIN = "http://waymark.test";
const here = { pathname: "/today" };
Object.assign(globalThis, { location: here });
let asked: string[] = [];
const fetched = async (path: string) => {
  asked.push(path);
  if (path.includes("triage")) throw new TypeError("no network");
  if (path.includes("enrolments")) return new Promise<never>(() => undefined);
  if (path.endsWith("session")) return Response.json({ id: "sam", roles: ["client"] });
  return Response.json({ path });
};
Object.assign(globalThis, { fetch: fetched });
const askFor = (path: string, more: RequestInit = {}) => askedAhead(new Request(`${ORIGIN}/api/v1/${path}`, more));
const open = (path: string) => {
  here.pathname = path;
  askAhead(path);
};

beforeEach(() => {
  asked = [];
  forgetAhead();
});

test("who is here and what the page shows first are asked for at once", () => {
  open("/today");
  assert.deepEqual(asked, [
    "/api/v1/session",
    "/api/v1/today",
    "/api/v1/goals?limit=100",
    "/api/v1/suggestions?limit=50",
    "/api/v1/obstacle-chips",
  ]);
});

test("a page nothing is known of asks only who is here", () => {
  open("/constructor");
  assert.deepEqual(asked, ["/api/v1/session"]);
});

test("an answer is given once, and to the very request", async () => {
  open("/today");
  assert.equal(askFor("today?on=2026-11-23"), undefined);
  assert.equal(askFor("goals"), undefined);
  assert.equal(askFor("today", { method: "DELETE" }), undefined);
  assert.match((await (await askFor("today"))?.text()) ?? "", /"\/api\/v1\/today"/);
  assert.equal(askFor("today"), undefined);
});

test("another page than the one it was asked for does not get it, nor that page later", () => {
  open("/today");
  here.pathname = "/goals";
  assert.equal(askFor("goals?limit=100"), undefined);
  here.pathname = "/today";
  assert.equal(askFor("goals?limit=100"), undefined);
});

test("what has waited for long is asked for anew", () => {
  mock.timers.enable({ apis: ["Date"], now: 0 });
  open("/today");
  mock.timers.setTime(20_001);
  assert.equal(askFor("today"), undefined);
  mock.timers.reset();
});

test("what is forgotten is given to nobody", () => {
  open("/today");
  forgetAhead();
  assert.equal(askFor("today"), undefined);
});

test("what nobody takes is read to its end, so that it holds no connection", async () => {
  open("/today");
  const cloned = mock.method(Response.prototype, "clone");
  await new Promise(setImmediate);
  assert.equal(cloned.mock.callCount(), 5);
  for (const { result } of cloned.mock.calls) assert.equal(result?.bodyUsed, true);
  cloned.mock.restore();
});

test("a request without an answer says so to who takes it, and to nobody else", async () => {
  open("/triage");
  await assert.rejects(async () => askFor("triage"), TypeError);
  open("/triage");
});

test("who takes it waits no longer than they would have", async () => {
  open("/goals");
  const patience = new AbortController();
  const taken = askFor("enrolments?limit=100", { signal: patience.signal });
  patience.abort();
  await assert.rejects(async () => taken, { name: "AbortError" });
});

test("Support asks what its client was asked before anybody is told who that is", async () => {
  open("/support");
  await askFor("session");
  assert.deepEqual(asked.slice(4), ["/api/v1/obstacle-pulses?client_id=sam&limit=20"]);
});

test("what is no answer of ours goes to who takes it as it came", async (it) => {
  it.mock.method(globalThis, "fetch", async () => new Response("<h1>Welcome to our hotel</h1>"));
  open("/support");
  assert.match((await (await askFor("session"))?.text()) ?? "", /hotel/);
});

test("what becomes known once all is forgotten is asked for no further", async () => {
  open("/support");
  forgetAhead();
  await new Promise(setImmediate);
  assert.equal(asked.length, 4);
});
