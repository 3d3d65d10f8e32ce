import assert from "node:assert/strict";
import { test } from "node:test";
import contract from "../../../docs/openapi.json" with { type: "json" };
import type { Chip } from "../api/types.ts";
import { draftOf, LONGEST_WORDS, MOST_LISTED, moved, reworded, saysTheSame, sentOf } from "./chipDraft.ts";

const CHIPS: Chip[] = [
  { code: "time", kind: "time", words: null, state: "shown" },
  { code: "people-aaaaaaaa", kind: "people", words: { en: "My team", de: null }, state: "hidden" },
  { code: "people-bbbbbbbb", kind: "people", words: { en: "Team", de: null }, state: "past" },
];

test("an owner may list and write as much as the server takes, and no more", () => {
  const { ChipsIn, ChipWordsIn } = contract.components.schemas;
  assert.equal(MOST_LISTED, ChipsIn.properties.chips.maxItems);
  assert.deepEqual(Object.values(ChipWordsIn.properties).map(({ maxLength }) => maxLength), [LONGEST_WORDS, LONGEST_WORDS]);
});

test("what is listed is sent as it was read, without the past", () => {
  assert.deepEqual(sentOf(draftOf(CHIPS)), {
    chips: [
      { code: "time", kind: "time", shown: true, words: null },
      { code: "people-aaaaaaaa", kind: "people", shown: false, words: { en: "My team", de: null } },
    ],
  });
});

test("a chip moves by one place, and not beyond an end", () => {
  const order = (draft: { key: string }[]) => draft.map(({ key }) => key);
  assert.deepEqual(order(moved(draftOf(CHIPS), "time", 1)), ["people-aaaaaaaa", "time"]);
  assert.deepEqual(order(moved(draftOf(CHIPS), "time", -1)), ["time", "people-aaaaaaaa"]);
});

test("one of ours in other words is an own chip of its kind in its place, and ours is hidden", () => {
  const [own, ours] = sentOf(reworded(draftOf(CHIPS), "time", "time", { en: "Hours" })).chips;
  assert.deepEqual(own, { code: null, kind: "time", shown: true, words: { en: "Hours", de: null } });
  assert.deepEqual(ours, { code: "time", kind: "time", shown: false, words: null });
});

test("an own chip in other words keeps its place and code for the server to judge, and a new one comes last", () => {
  const changed = reworded(draftOf(CHIPS), "people-aaaaaaaa", "people", { en: "Colleagues" });
  assert.deepEqual(sentOf(changed).chips[1], { code: "people-aaaaaaaa", kind: "people", shown: false, words: { en: "Colleagues", de: null } });
  const added = reworded(draftOf(CHIPS), null, "worry", { en: "Stage fright" });
  assert.deepEqual(sentOf(added).chips[2], { code: null, kind: "worry", shown: true, words: { en: "Stage fright", de: null } });
});

test("the same words twice are noticed, but for a chip's own", () => {
  assert.equal(saysTheSame(draftOf(CHIPS), null, { en: "my TEAM" }), true);
  assert.equal(saysTheSame(draftOf(CHIPS), "people-aaaaaaaa", { en: "My team" }), false);
  assert.equal(saysTheSame(draftOf(CHIPS), null, { de: "My team" }), false);
});
