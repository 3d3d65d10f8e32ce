import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnsweredCheckIn, Goal } from "../api/types.ts";
import { briefOf } from "./brief.ts";

const checkIn = (happened_on: string, part: Partial<AnsweredCheckIn>) =>
  ({ happened_on, counts: true, outcome: null, value: null, felt: null, obstacles: [], note: null, ...part }) as AnsweredCheckIn;
const goal = (...reached: (string | null)[]) => ({ milestones: reached.map((reached_on) => ({ title: `by ${reached_on}`, reached_on })) }) as Goal;

test("a brief tells what happened since last time and nothing before", () => {
  const told = briefOf(
    goal("2026-11-01", "2026-11-12", null),
    [
      checkIn("2026-11-09", { outcome: "not", felt: "heavy", obstacles: ["time"], note: "before" }),
      checkIn("2026-11-10", { outcome: "done", felt: "hard", obstacles: ["time"], note: "that day" }),
      checkIn("2026-11-12", { outcome: "done", felt: "good", value: 7 }),
      checkIn("2026-11-11", { outcome: "partly", value: 5 }),
    ],
    "2026-11-10",
  );
  assert.deepEqual(told.outcomes, [["done", 2], ["partly", 1]]);
  assert.deepEqual(told.felt, [["hard", 1], ["good", 1]]);
  assert.deepEqual(told.obstacles, [["time", 1, ["time"]]]);
  assert.deepEqual(told.notes, [{ on: "2026-11-10", text: "that day" }]);
  assert.deepEqual(told.reached.map(({ title }) => title), ["by 2026-11-12"]);
  assert.equal(told.value, 7);
});

test("a check-in that another replaced is not told", () => {
  assert.ok(briefOf(goal(), [checkIn("2026-11-12", { outcome: "done", counts: false })], "2026-11-10").isSilent);
});
