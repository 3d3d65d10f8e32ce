import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckIn } from "../../api/types.ts";
import { feltIn, latest, mostFelt, obstaclesIn } from "./patterns.ts";

const checkIn = (on: string, over: Partial<CheckIn>): CheckIn => ({
  id: on,
  goal_id: "walk",
  happened_on: on,
  recorded_at: `${on}T10:00:00Z`,
  logged_at: `${on}T10:00:00Z`,
  counts: true,
  outcome: "done",
  value: null,
  felt: null,
  obstacles: [],
  note: null,
  source: "app",
  ...over,
});

test("only what counts and was said is drawn, the oldest day first", () => {
  const items = [
    checkIn("2026-11-20", { felt: "good" }),
    checkIn("2026-11-18", { felt: "hard" }),
    checkIn("2026-11-19", { felt: "great", counts: false }),
    checkIn("2026-11-17", {}),
  ];
  assert.deepEqual(feltIn(items), [
    { on: "2026-11-18", felt: "hard" },
    { on: "2026-11-20", felt: "good" },
  ]);
});

test("the feeling named most often is found, and of two the later one", () => {
  const said = (...felt: ("hard" | "good" | "okay")[]) => felt.map((it, i) => ({ on: `2026-11-1${i}`, felt: it }));
  assert.deepEqual(mostFelt(said("good", "hard", "good")), { felt: "good", n: 2 });
  assert.deepEqual(mostFelt(said("good", "hard", "good", "hard")), { felt: "hard", n: 2 });
  assert.equal(mostFelt([]), null);
});

test("what was in the way is counted, most often first", () => {
  const items = [checkIn("2026-11-18", { obstacles: ["time", "people"] }), checkIn("2026-11-19", { obstacles: ["people"] }), checkIn("2026-11-20", { obstacles: ["money"], counts: false })];
  assert.deepEqual(obstaclesIn(items), [
    ["people", 2, ["people"]],
    ["time", 1, ["time"]],
  ]);
  const own = [checkIn("2026-11-18", { obstacles: ["people-aaaaaaaa", "people"] }), checkIn("2026-11-19", { obstacles: ["people-aaaaaaaa"] })];
  assert.deepEqual(obstaclesIn(own), [["people", 2, ["people-aaaaaaaa", "people"]]], "an own chip counts with its kind, once a check-in");
});

test("a narrow plot shows the latest, never fewer than a line needs", () => {
  const felt = feltIn(["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"].map((on) => checkIn(on, { felt: "okay" })));
  assert.deepEqual(latest(felt, 3.7).map(({ on }) => on), ["2026-11-02", "2026-11-03", "2026-11-04"]);
  assert.equal(latest(felt, 0).length, 2);
  assert.equal(latest(felt, 99).length, 4);
});
