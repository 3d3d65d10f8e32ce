import assert from "node:assert/strict";
import { test } from "node:test";
import { isBackToday, isStillToCome, linkIn } from "./appointment.ts";

const day = (over: Partial<{ due: number; logged: number; excused: boolean }> = {}) => ({ on: "2026-11-23", due: 1, logged: 0, excused: false, ...over });
const logged = day({ logged: 1 });
const excused = day({ due: 0, excused: true });

test("an appointment is told until it has ended", () => {
  const appointment = { id: "a", starts_at: "2026-11-23T14:00:00Z", minutes: 50, place: null };
  assert.equal(isStillToCome(appointment, new Date("2026-11-23T14:49:00Z")), true);
  assert.equal(isStillToCome(appointment, new Date("2026-11-23T14:50:00Z")), false);
});

test("only a whole address of the web, over TLS, becomes a link", () => {
  assert.equal(linkIn(" https://meet.example/ada ")?.host, "meet.example");
  for (const place of [null, "", "Room 4", "Room 4, https://meet.example", "http://meet.example", "javascript:alert(1)", "https://bank.example@evil.example/"]) {
    assert.equal(linkIn(place), null, String(place));
  }
});

test("who comes back from a break is greeted, until something is logged", () => {
  assert.equal(isBackToday([logged, excused, excused, day()]), true);
  assert.equal(isBackToday([logged, excused, excused, logged]), false);
  assert.equal(isBackToday([logged, excused, excused, excused]), false);
});

test("who comes back after a quiet week is greeted; one day without a check-in is no absence", () => {
  assert.equal(isBackToday(Array.from({ length: 7 }, () => day())), true);
  assert.equal(isBackToday([logged, day(), day()]), false);
  assert.equal(isBackToday([day({ due: 0 }), day({ due: 0 }), day()]), false);
});
