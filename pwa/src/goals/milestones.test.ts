import assert from "node:assert/strict";
import { test } from "node:test";
import type { Milestone } from "../api/types.ts";
import { draftOf, factsIn, factsOf, isSame, movedBy, pathOf } from "./milestones.ts";

const TODAY = "2026-11-23";
const milestone = (id: string, position: number, over: Partial<Milestone> = {}): Milestone => ({
  id,
  position,
  title: id,
  due_from: null,
  due_on: null,
  weight: 1,
  reached_on: null,
  what_worked: null,
  ...over,
});

test("the first one open is next, wherever those lie that were reached", () => {
  const path = [milestone("c", 2, { reached_on: TODAY }), milestone("a", 0, { reached_on: TODAY }), milestone("b", 1), milestone("d", 3)];
  assert.deepEqual(
    pathOf(path).map(({ milestone: { id }, place }) => `${id} ${place}`),
    ["a reached", "b next", "c reached", "d later"],
  );
});

test("a milestone moves by one place, and not beyond the ends", () => {
  const path = [milestone("a", 0), milestone("b", 5), milestone("c", 9)];
  assert.deepEqual(movedBy(path, "b", -1), ["b", "a", "c"]);
  assert.deepEqual(movedBy(path, "b", 1), ["a", "c", "b"]);
  assert.deepEqual(movedBy(path, "a", -1), ["a", "b", "c"]);
  assert.deepEqual(movedBy(path, "c", 1), ["a", "b", "c"]);
});

test("a milestone that is looked at and saved reads as before", () => {
  const before = milestone("a", 4, { due_from: "2026-12-01", due_on: "2026-12-11", weight: 2.5, reached_on: TODAY, what_worked: "Early" });
  assert.deepEqual(factsOf(draftOf(before), 4, TODAY), factsIn(before));
});

test("what keeps a milestone from being saved is named", () => {
  const draft = { ...draftOf(null), title: "Draft" };
  assert.equal(factsOf({ ...draft, title: " " }, 0, TODAY), "title");
  assert.equal(factsOf({ ...draft, dueFrom: "2026-12-11" }, 0, TODAY), "range");
  assert.equal(factsOf({ ...draft, dueFrom: "2026-12-11", dueOn: "2026-12-01" }, 0, TODAY), "range");
  assert.equal(factsOf({ ...draft, weight: "none" }, 0, TODAY), "weight");
  assert.equal(factsOf({ ...draft, reachedOn: "2026-11-24" }, 0, TODAY), "reached");
});

test("a milestone is the same until somebody writes on it; being moved on the path is no such change", () => {
  const read = milestone("a", 0, { due_on: TODAY });
  assert.equal(isSame({ ...read, position: 3 }, read), true);
  assert.equal(isSame({ ...read, title: "b" }, read), false);
  assert.equal(isSame({ ...read, reached_on: TODAY }, read), false);
  assert.equal(isSame(read, null), false);
});
