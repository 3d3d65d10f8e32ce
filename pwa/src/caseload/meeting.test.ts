import assert from "node:assert/strict";
import { test } from "node:test";
import { clockAt, draftOfMeeting, lastTime, meetingOf, momentAt, partedAt } from "./meeting.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const met = (starts_at: string, attended: boolean | null = null) => ({ id: starts_at, client_id: "c", coach_id: "k", starts_at, minutes: 60, place: null, attended });

test("a time is meant where the coach is, in summer and in winter", () => {
  assert.equal(momentAt("2026-07-01", "09:00", "Europe/Berlin").toISOString(), "2026-07-01T07:00:00.000Z");
  assert.equal(momentAt("2026-12-01", "09:00", "Europe/Berlin").toISOString(), "2026-12-01T08:00:00.000Z");
  assert.equal(momentAt("2026-12-01", "00:30", "Pacific/Auckland").toISOString(), "2026-11-30T11:30:00.000Z");
  assert.equal(clockAt(new Date("2026-11-30T11:30:00Z"), "Pacific/Auckland"), "00:30");
});

test("on the day on which clocks change the time is still the one that is shown", () => {
  assert.equal(momentAt("2026-10-25", "09:00", "Europe/Berlin").toISOString(), "2026-10-25T08:00:00.000Z");
  assert.equal(momentAt("2026-03-29", "02:30", "Europe/Berlin").toISOString(), "2026-03-29T01:30:00.000Z");
});

test("what is read into the sheet is what the sheet would send", () => {
  const appointment = { ...met("2026-12-01T08:00:00.000Z"), place: "Room 4" };
  assert.deepEqual(meetingOf(draftOfMeeting(appointment, "Europe/Berlin"), "Europe/Berlin"), {
    starts_at: "2026-12-01T08:00:00.000Z",
    minutes: 60,
    place: "Room 4",
  });
});

test("nothing is sent while the day, the time or the length is missing", () => {
  const whole = { on: "2026-12-01", at: "09:00", minutes: "50", place: " " };
  assert.equal(meetingOf(whole, "UTC")?.place, null);
  for (const part of [{ on: "" }, { at: "" }, { minutes: "" }, { minutes: "4" }, { minutes: "7.5" }]) assert.equal(meetingOf({ ...whole, ...part }, "UTC"), null);
});

test("an appointment that goes on now is not over", () => {
  const { coming, over } = partedAt([met("2026-11-01T09:00:00Z"), met("2026-11-20T09:00:00Z"), met("2026-11-23T11:30:00Z")], NOW);
  assert.deepEqual(coming.map((it) => it.id), ["2026-11-23T11:30:00Z"]);
  assert.deepEqual(over.map((it) => it.id), ["2026-11-20T09:00:00Z", "2026-11-01T09:00:00Z"]);
});

test("last time is the last conversation that took place", () => {
  assert.equal(lastTime([met("2026-11-01T09:00:00Z"), met("2026-11-20T09:00:00Z", false), met("2026-11-30T09:00:00Z")], NOW)?.toISOString(), "2026-11-01T09:00:00.000Z");
  assert.equal(lastTime([met("2026-11-30T09:00:00Z")], NOW), null);
});
