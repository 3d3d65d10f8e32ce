import assert from "node:assert/strict";
import { test } from "node:test";
import type { Template } from "../../api/types.ts";
import { draftOfTemplate, emptyTemplate, problemsOfTemplate, stepsOf, templateOf } from "./templateDraft.ts";

const TODAY = "2026-11-23";
const PATH: Template = {
  id: "t",
  title: "First 90 days",
  area: "leadership",
  kind: "steps",
  why: null,
  if_then: null,
  priority: true,
  plan: { cadence: { every: "week", interval: 1, times: 1, weekdays: null, at_most: false }, direction: null, start_value: null, target_value: null, unit: null, weeks: 13 },
  milestones: [
    { title: "Meet everybody", due_after_days: 14, weight: 2 },
    { title: "Agree on one change", due_after_days: null, weight: 1 },
  ],
};

test("a template that is only looked at is saved as it was, what the form does not ask about too", () => {
  const { id: _, ...facts } = PATH;
  assert.deepEqual(templateOf(draftOfTemplate(PATH, TODAY), PATH), facts);
});

test("a habit has no length, and a number wants one", () => {
  const habit = { ...emptyTemplate(TODAY), title: "Walk", weeks: "" };
  assert.deepEqual(problemsOfTemplate(habit), {});
  assert.equal(templateOf(habit).plan.weeks, null);
  const metric = { ...habit, kind: "metric" as const, startValue: "10", targetValue: "4" };
  assert.deepEqual(problemsOfTemplate(metric), { weeks: true });
  assert.equal(templateOf({ ...metric, weeks: "8" }).plan.direction, "down");
});

test("a programme is kept once each step says which and when", () => {
  const step = { key: "k", template: "t", release: "at_once" as const, afterDays: "", on: "" };
  assert.equal(stepsOf([]), null);
  assert.equal(stepsOf([step, { ...step, template: "" }]), null);
  assert.equal(stepsOf([{ ...step, release: "delay" }]), null);
  assert.equal(stepsOf([{ ...step, release: "date" }]), null);
  assert.deepEqual(stepsOf([{ ...step, release: "delay", afterDays: "7", on: "2026-12-01" }]), [{ template_id: "t", release: "delay", after_days: 7, on: null }]);
});
