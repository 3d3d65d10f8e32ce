import assert from "node:assert/strict";
import { test } from "node:test";
import type { Goal, Plan } from "../api/types.ts";
import { draftOfPlan, emptyDraft, newPlanOf, problemsOf, stillHolding } from "./goalDraft.ts";

test("typing takes away what it has mended, and says nothing new", () => {
  const draft = emptyDraft("2026-11-23");
  const said = problemsOf(draft);
  assert.deepEqual(Object.keys(said), ["title"]);
  assert.deepEqual(stillHolding(said, { ...draft, title: "Walk", kind: "metric" }), {});
  assert.deepEqual(stillHolding(said, { ...draft, title: " " }), said);
});

const TODAY = "2026-11-23";
const goal = (kind: Goal["kind"], plan: Partial<Plan>): Goal => ({
  id: "goal",
  client_id: "client",
  title: "Read",
  area: "own",
  kind,
  status: "active",
  status_reason: null,
  priority: false,
  private: false,
  shared: { numbers: true, feelings: false, obstacles: false, notes: false },
  why: null,
  if_then: null,
  milestones: [],
  unread_replies: 0,
  created_at: "2026-09-01T08:00:00Z",
  plan: {
    start_on: "2026-09-07",
    target_on: null,
    cadence: { every: "week", interval: 1, times: 3, weekdays: null, at_most: false },
    start_value: null,
    target_value: null,
    unit: null,
    direction: null,
    ...plan,
  },
});
const pages = goal("metric", { target_on: "2027-01-29", start_value: 0, target_value: 300, unit: "pages", direction: "up" });

test("a plan that is looked at and left as it is, is no new plan", () => {
  const everyOtherDay = goal("habit", { cadence: { every: "day", interval: 2, times: 1, weekdays: null, at_most: false } });
  const onMondays = goal("habit", { cadence: { every: "week", interval: 1, times: 1, weekdays: [0, 3], at_most: false } });
  const path = goal("steps", { target_on: "2027-01-29" });
  for (const each of [pages, everyOtherDay, onMondays, path, goal("habit", { target_on: "2027-06-01" })]) {
    assert.equal(newPlanOf(each, 120, draftOfPlan(each, 120, TODAY)), null, each.kind);
  }
});

test("a number is planned anew from today and from where it stands", () => {
  const next = newPlanOf(pages, 120, { ...draftOfPlan(pages, 120, TODAY), targetValue: "240" });
  assert.deepEqual([next?.start_on, next?.start_value, next?.target_value, next?.target_on, next?.unit], [TODAY, 120, 240, "2027-01-29", "pages"]);
  const down = newPlanOf(pages, 120, { ...draftOfPlan(pages, 120, TODAY), targetValue: "60" });
  assert.equal(down?.direction, "down");
});

test("a path without an end is given none by being looked at, and one when asked", () => {
  const path = goal("steps", {});
  const draft = draftOfPlan(path, null, TODAY);
  assert.equal(newPlanOf(path, null, draft), null);
  assert.equal(problemsOf(draft).targetOn, undefined);
  assert.equal(newPlanOf(path, null, { ...draft, targetOn: "2027-03-01" })?.target_on, "2027-03-01");
  assert.notEqual(problemsOf({ ...draftOfPlan(pages, 120, TODAY), targetOn: "" }).targetOn, undefined);
});

test("a path keeps its start, so that its milestones keep their lengths, and a habit keeps its end", () => {
  const path = goal("steps", { target_on: "2027-01-29" });
  const next = newPlanOf(path, null, { ...draftOfPlan(path, null, TODAY), targetOn: "2027-03-01" });
  assert.deepEqual([next?.start_on, next?.target_on], ["2026-09-07", "2027-03-01"]);
  const habit = goal("habit", { target_on: "2027-06-01" });
  const slower = newPlanOf(habit, null, { ...draftOfPlan(habit, null, TODAY), times: "2" });
  assert.deepEqual([slower?.start_on, slower?.target_on, slower?.cadence.times], [TODAY, "2027-06-01", 2]);
});

test("a plan whose day is over is offered twelve weeks, and that is a new plan", () => {
  const over = goal("metric", { ...pages.plan, target_on: "2026-11-20" });
  assert.equal(newPlanOf(over, 120, draftOfPlan(over, 120, TODAY))?.target_on, "2027-02-15");
});
