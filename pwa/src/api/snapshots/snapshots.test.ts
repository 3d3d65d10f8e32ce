import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { briefOf } from "../../app/brief.ts";
import { arranged } from "../../caseload/arrange.ts";
import { carriedOver, loggedOn, pausedOn } from "../../checkins/logged.ts";
import { wishFor } from "../../checkins/say.ts";
import { pathOf } from "../../goals/milestones.ts";
import { sayPlan } from "../../goals/say.ts";
import { addDays } from "../../i18n/dates.ts";
import { words } from "../../i18n/words.ts";
import { countriesFrom } from "../../referrals/country.ts";
import { feltIn, mostFelt, obstaclesIn, saidIn } from "../../ui/charts/patterns.ts";
import { heightsOf, marksOf, runsOf } from "../../ui/charts/scale.ts";
import type { AnsweredCheckIn, Progress, Stall, Today } from "../types.ts";
import caseload from "./caseload.ts";
import checkIns from "./check-ins.ts";
import coachSees from "./coach-sees.ts";
import consents from "./consents.ts";
import goal from "./goal.ts";
import goals from "./goals.ts";
import helplines from "./helplines.ts";
import me from "./me.ts";
import progress from "./progress.ts";
import skips from "./skips.ts";
import stallForCoach from "./stall-for-coach.ts";
import stall from "./stall.ts";
import suggestions from "./suggestions.ts";
import today from "./today.ts";
import triage from "./triage.ts";

test("every answer that is kept says what it answers to", () => {
  assert.ok(readdirSync(import.meta.dirname).length > 25);
});

test("today is drawn from what the server says, and tomorrow from what is remembered of it", () => {
  const plan: Today = today;
  assert.equal(plan.strip.at(-1)?.on, me.today);
  for (const { goal: due, check_in } of plan.due) assert.equal(loggedOn(check_in, due.id, plan.on, new Map()) === null, check_in === null);
  assert.equal(pausedOn(plan.paused, plan.on, new Map()), null);
  const next = carriedOver(plan, goals.items, addDays(plan.on, 1));
  assert.equal(next.on, addDays(me.today, 1));
  assert.equal(next.strip.length, plan.strip.length);
});

test("a goal has a plan in words, a path in order, and a line within its plot", () => {
  for (const each of [goal, ...goals.items]) {
    assert.notEqual(sayPlan(each), "");
    assert.equal(pathOf(each.milestones).length, each.milestones.length);
  }
  const drawn: Progress = progress;
  const marks = marksOf(drawn);
  assert.ok(marks.length > 0);
  assert.equal(runsOf(marks, drawn).flat().length, marks.length);
  assert.ok(heightsOf(drawn, drawn.points).every(({ y }) => Number.isFinite(y)));
});

test("check-ins tell what was felt and what was in the way, and make a coach's brief", () => {
  const items: AnsweredCheckIn[] = checkIns.items;
  const felt = feltIn(saidIn(items));
  assert.ok(mostFelt(felt) !== null || felt.length === 0);
  for (const [kind, times] of obstaclesIn(saidIn(items))) {
    assert.ok(kind in words.checkIn.obstacles);
    assert.ok(times > 0);
  }
  assert.equal(briefOf(goal, items, addDays(me.today, -28)).isSilent, false);
});

test("every level, lane, card and state has words, and client and coach never read another level by one name", () => {
  const levels = [...caseload.items, stall, stallForCoach].flatMap(({ level, lane }: Pick<Stall, "level" | "lane">) => [level, lane ?? level]);
  for (const level of levels) assert.ok(words.status[level], level);
  assert.equal(arranged(caseload.items, "", "attention").length, caseload.items.length);
  assert.ok(triage.items.length > 0 && triage.items.every(({ claim, next_step }) => claim !== "" && next_step !== ""));
  assert.deepEqual(suggestions.items.map(({ offered_at }) => offered_at === null), [false], "a client reads no draft");
});

test("what the coach sees of a client is their own line of the caseload", () => {
  assert.equal(coachSees.caseload.client.id, goal.client_id);
  assert.ok(coachSees.goals.items.every(({ client_id }) => client_id === goal.client_id));
});

test("own words for a break are no code, and consents hold the words they were given to", () => {
  assert.equal(wishFor(skips.items[0]?.reason ?? null), words.pause.wish(false));
  assert.equal(wishFor("ill"), words.pause.wish(true));
  for (const consent of Object.values(consents)) assert.ok(consent.text.length > 100 && consent.is_current);
});

test("there are numbers to call wherever one is", () => {
  const countries = [...new Set(helplines.items.map(({ country }) => country))];
  for (const home of ["US", "GB", "IE", "DE", undefined]) assert.ok(countriesFrom(home, countries).length > 0, home);
  assert.ok(helplines.items.some(({ country, kind }) => country === "*" && kind === "call"));
});
