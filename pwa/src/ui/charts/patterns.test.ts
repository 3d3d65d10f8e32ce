import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckIn, Said } from "../../api/types.ts";
import { feltIn, latest, mostFelt, obstaclesIn, saidIn } from "./patterns.ts";

const said = (on: string, over: Partial<Said>): Said => ({ happened_on: on, felt: null, obstacles: [], ...over });

test("of a whole check-in what was said is drawn, if it counts", () => {
  const made = { id: "x", goal_id: "walk", recorded_at: "", logged_at: "", outcome: "done", value: null, note: "mine", source: "app" } as const;
  const checkIn = (counts: boolean): CheckIn => ({ ...made, happened_on: "2026-11-20", felt: "good", obstacles: ["time"], counts });
  assert.deepEqual(saidIn([checkIn(false), checkIn(true)]), [said("2026-11-20", { felt: "good", obstacles: ["time"] })]);
});

test("only what was said is drawn, the oldest day first", () => {
  const items = [
    said("2026-11-20", { felt: "good" }),
    said("2026-11-18", { felt: "hard" }),
    said("2026-11-17", {}),
  ];
  assert.deepEqual(feltIn(items), [
    { on: "2026-11-18", felt: "hard" },
    { on: "2026-11-20", felt: "good" },
  ]);
});

test("the feeling named most often is found, and of two the later one", () => {
  const inTurn = (...felt: ("hard" | "good" | "okay")[]) => felt.map((it, i) => ({ on: `2026-11-1${i}`, felt: it }));
  assert.deepEqual(mostFelt(inTurn("good", "hard", "good")), { felt: "good", n: 2 });
  assert.deepEqual(mostFelt(inTurn("good", "hard", "good", "hard")), { felt: "hard", n: 2 });
  assert.equal(mostFelt([]), null);
});

test("what was in the way is counted, most often first", () => {
  const items = [said("2026-11-18", { obstacles: ["time", "people"] }), said("2026-11-19", { obstacles: ["people"] })];
  assert.deepEqual(obstaclesIn(items), [
    ["people", 2, ["people"]],
    ["time", 1, ["time"]],
  ]);
  const own = [said("2026-11-18", { obstacles: ["people-aaaaaaaa", "people"] }), said("2026-11-19", { obstacles: ["people-aaaaaaaa"] })];
  assert.deepEqual(obstaclesIn(own), [["people", 2, ["people-aaaaaaaa", "people"]]], "an own chip counts with its kind, once a check-in");
});

test("a narrow plot shows the latest, never fewer than a line needs", () => {
  const felt = feltIn(["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"].map((on) => said(on, { felt: "okay" })));
  assert.deepEqual(latest(felt, 3.7).map(({ on }) => on), ["2026-11-02", "2026-11-03", "2026-11-04"]);
  assert.equal(latest(felt, 0).length, 2);
  assert.equal(latest(felt, 99).length, 4);
});
