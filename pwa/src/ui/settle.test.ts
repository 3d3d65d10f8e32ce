import assert from "node:assert/strict";
import { test } from "node:test";
import { whenSettled } from "./settle.ts";

test("only the latest of many quick changes is saved, once typing has paused", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const saved: string[] = [];
  const settling = whenSettled(600);
  for (const text of ["a", "ab", "abc"]) {
    settling.later(() => saved.push(text));
    t.mock.timers.tick(599);
  }
  assert.deepEqual(saved, []);
  t.mock.timers.tick(1);
  assert.deepEqual(saved, ["abc"]);
});

test("leaving the field saves what waits at once, and not a second time", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let saves = 0;
  const settling = whenSettled(600);
  settling.now();
  settling.later(() => (saves += 1));
  settling.now();
  settling.now();
  t.mock.timers.tick(1_000);
  assert.equal(saves, 1);
});
