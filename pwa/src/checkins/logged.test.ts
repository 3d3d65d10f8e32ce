import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckIn, CheckInFacts, Goal, Today } from "../api/types.ts";
import type { Fate } from "../outbox/outbox.ts";
import { carriedOver, loggedOn, pausedOn } from "./logged.ts";

const MONDAY = "2026-11-23";
const at = (time: string) => `${MONDAY}T${time}:00Z`;
const facts = (time: string, over: Partial<CheckInFacts> = {}): CheckInFacts => ({
  goal_id: "goal",
  happened_on: MONDAY,
  recorded_at: at(time),
  outcome: "done",
  value: null,
  felt: null,
  obstacles: [],
  note: null,
  source: "app",
  ...over,
});
const known = (time: string): CheckIn => ({ ...facts(time), id: "known", logged_at: at(time), counts: true });
const tapped = (id: string, time: string, over: Partial<CheckInFacts> = {}): [string, Fate] => [
  `/check-ins/${id}`,
  { method: "PUT", path: `/check-ins/${id}`, body: facts(time, over), recordedAt: Date.parse(at(time)), state: "on_phone" },
];
const undone = (path: string, time: string): [string, Fate] => [
  path,
  { method: "DELETE", path, body: null, recordedAt: Date.parse(at(time)), state: "on_phone" },
];
const goal = (over: Partial<Goal>): Goal => ({
  id: "goal",
  client_id: "client",
  title: "Walk",
  area: "own",
  kind: "habit",
  status: "active",
  status_reason: null,
  priority: false,
  private: false,
  shared: { numbers: true, feelings: false, obstacles: false, notes: false },
  why: null,
  if_then: null,
  plan: {
    start_on: "2026-11-01",
    target_on: null,
    cadence: { every: "week", interval: 1, times: 2, weekdays: [0, 2], at_most: false },
    start_value: null,
    target_value: null,
    unit: null,
    direction: null,
  },
  milestones: [],
  unread_replies: 0,
  created_at: at("08:00"),
  ...over,
});
const today: Today = {
  on: "2026-11-22",
  zone: "UTC",
  strip: [{ on: "2026-11-22", due: 1, logged: 1, excused: false }],
  due: [],
  next_due_on: null,
  paused: null,
  reflection: { week: "2026-W47", due: true },
  asks_feelings: true,
  next_appointment: null,
  replies: [],
};

test("a tap that waits on the phone stands over what the server knows", () => {
  const shown = loggedOn(known("08:00"), "goal", MONDAY, new Map([tapped("new", "09:00", { outcome: "partly" })]));
  assert.equal(shown?.facts.outcome, "partly");
  assert.equal(shown?.state, "on_phone");
});

test("a later word of the server, from another phone, stands over an older tap", () => {
  assert.equal(loggedOn(known("10:00"), "goal", MONDAY, new Map([tapped("old", "09:00")]))?.id, "known");
});

test("an undone check-in is gone at once", () => {
  assert.equal(loggedOn(known("08:00"), "goal", MONDAY, new Map([undone("/check-ins/known", "09:00")])), null);
});

test("a tap on another goal or day is not shown here", () => {
  const others = new Map([tapped("a", "09:00", { goal_id: "other" }), tapped("b", "09:00", { happened_on: "2026-11-22" })]);
  assert.equal(loggedOn(null, "goal", MONDAY, others), null);
});

test("a break started or ended on this phone counts before the server has heard of it", () => {
  const started: [string, Fate] = [
    "/skips/s",
    {
      method: "PUT",
      path: "/skips/s",
      body: { goal_id: null, from_on: MONDAY, until_on: "2026-11-30", reason: null },
      recordedAt: 1,
      state: "on_phone",
    },
  ];
  assert.equal(pausedOn(null, MONDAY, new Map([started]))?.until_on, "2026-11-30");
  const running = { skip_id: "s", goal_id: null, from_on: MONDAY, until_on: null };
  assert.equal(pausedOn(running, MONDAY, new Map([undone("/skips/s", "09:00")])), null);
});

test("without a network the next morning, the phone still knows what that weekday asks for", () => {
  const goals = [
    goal({ id: "on mondays" }),
    goal({ id: "on hold", status: "on_hold" }),
    goal({ id: "not yet", plan: { ...goal({}).plan, start_on: "2026-12-01" } }),
  ];
  const plan = carriedOver(today, goals, MONDAY);
  assert.deepEqual(plan.due.map((due) => due.goal.id), ["on mondays"]);
  assert.equal(plan.strip.at(-1)?.on, MONDAY);
  assert.equal(plan.strip.at(-2)?.logged, 1);
  assert.deepEqual(carriedOver(today, goals, "2026-11-24").due, [], "a Tuesday");
});
