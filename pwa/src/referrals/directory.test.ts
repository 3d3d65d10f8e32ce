import assert from "node:assert/strict";
import { test } from "node:test";
import { findProviders, namesOf } from "./directory.ts";

const nobody = { specialty: "", region: "", remote: false, accepting: false };
const near = { specialties: ["Work", "Sleep"], region: "Leeds", remote: false, accepting: true };
const far = { specialties: ["work"], region: "Cork", remote: true, accepting: false };

test("without a wish everybody is found, in the order they came", () => {
  assert.deepEqual(findProviders([near, far], nobody), [near, far]);
});

test("every wish has to fit, whatever the case of its words", () => {
  assert.deepEqual(findProviders([near, far], { ...nobody, specialty: "WORK" }), [near, far]);
  assert.deepEqual(findProviders([near, far], { ...nobody, specialty: "work", remote: true }), [far]);
  assert.deepEqual(findProviders([near, far], { ...nobody, region: "leeds", accepting: true }), [near]);
  assert.deepEqual(findProviders([near, far], { ...nobody, region: "leeds", remote: true }), []);
});

test("a name that differs in case only is offered once", () => {
  assert.deepEqual(namesOf(["Work", "", "Sleep", "work"]), ["Sleep", "Work"]);
});
