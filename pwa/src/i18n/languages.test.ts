import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, test } from "node:test";
import { languageFor, tagFor } from "./choice.ts";
import { clock, count, dayAndMonth, longDay, nearDay, number, numberToType, speakDates, typedNumber, weekdayLabel } from "./dates.ts";
import * as germanDesk from "./de/desk.ts";
import { goalPages as germanGoalPages } from "./de/goalPages.ts";
import { mine as germanMine } from "./de/mine.ts";
import { words as german } from "./de/words.ts";
import { desk } from "./en/desk.ts";
import { deskSupport } from "./en/deskSupport.ts";
import { goalPages } from "./en/goalPages.ts";
import { mine } from "./en/mine.ts";
import { words } from "./en/words.ts";
import { longer, mirrored, pretend } from "./pretended.ts";

const SRC = join(import.meta.dirname, "..");
const ENGLISH = { words, goalPages, mine, desk, deskSupport };
const GERMAN = { words: german, goalPages: germanGoalPages, mine: germanMine, ...germanDesk };
/** In German as in English: names, digits, examples, and words that both languages have. */
const LIKE_ENGLISH = /^(\d+|Waymark|Check-in|Coach|Coaching|Name|Okay|Offline|Online|Region|Plan|E-?Mail|Passkeys?|Website|iPhone|iPad|Android|Computer|J, K|H|U|1–4|N, W|Esc|\?|Enter|Normal|CSV-?.*|findahelpline\.com|name,email.*|in Waymark|Check-ins)$/s;

afterEach(() => speakDates("en"));

/** Every place of a catalogue with what is there. */
function leaves(part: unknown, at = ""): [place: string, leaf: unknown][] {
  if (typeof part !== "object" || part === null) return [[at, part]];
  return Object.entries(part).flatMap(([key, each]) => leaves(each, at === "" ? key : `${at}.${key}`));
}
const shapeOf = (catalogue: object) => leaves(catalogue).map(([place, leaf]) => `${place}: ${typeof leaf}${typeof leaf === "function" ? leaf.length : ""}`);

test("German has every key of English and no other, with functions of as many arguments", () => {
  assert.deepEqual(shapeOf(GERMAN).toSorted(), shapeOf(ENGLISH).toSorted());
  assert.ok(shapeOf(ENGLISH).length > 800);
});

test("no text of German is empty or was left in English", () => {
  const english = new Map(leaves(ENGLISH));
  const left = leaves(GERMAN).filter(
    ([place, text]) => typeof text === "string" && (text.trim() === "" || (text === english.get(place) && !LIKE_ENGLISH.test(text))),
  );
  assert.deepEqual(left, []);
});

test("numbers to call are the same in every language", () => {
  assert.deepEqual(
    german.helplines.emergencyNumbers.map((it) => it.number),
    words.helplines.emergencyNumbers.map((it) => it.number),
  );
});

test("one and several are told apart in both languages", () => {
  assert.equal(count(1, "day", "days"), "1 day");
  assert.equal(words.outbox.refusedTitle(2), "2 items were not accepted");
  assert.equal(words.goals.cadence(3, "week", 1, false), "3 times a week");
  speakDates("de");
  assert.equal(count(0, "Tag", "Tage"), "0 Tage");
  assert.equal(german.outbox.refusedTitle(1), "1 Eintrag wurde nicht angenommen");
  assert.equal(german.outbox.refusedTitle(1200), "1.200 Einträge wurden nicht angenommen");
  assert.equal(german.goals.cadence(1, "week", 2, true), "Höchstens einmal alle 2 Wochen");
  assert.equal(german.goals.cadence(3, "week", 1, false), "3-mal in der Woche");
});

test("dates, numbers and times are written as the language writes them", () => {
  speakDates("de-DE");
  assert.equal(longDay("2026-11-23"), "Montag, 23. November");
  assert.equal(dayAndMonth("2026-11-23"), "23. Nov.");
  assert.equal(weekdayLabel(0), "Mo");
  assert.equal(nearDay("2026-11-22", "2026-11-23"), "Gestern");
  assert.equal(number(1234.5), "1.234,5");
  assert.equal(clock(new Date("2026-11-23T14:02"), new Date("2026-11-23T15:00")), "14:02");
  speakDates("en-GB");
  assert.equal(longDay("2026-11-23"), "Monday 23 November");
  assert.equal(number(1234.5), "1,234.5");
});

test("numbers are typed as the language writes them, and understood either way where that can mean one thing", () => {
  speakDates("de-DE");
  assert.equal(numberToType(32.6), "32,6");
  assert.equal(typedNumber("32,6"), 32.6);
  assert.equal(typedNumber("32.6"), 32.6);
  assert.equal(typedNumber("1.200"), 1200);
  assert.equal(typedNumber("-1.234,5"), -1234.5);
  assert.equal(typedNumber(numberToType(1.234)), 1.234);
  speakDates("en-GB");
  assert.equal(numberToType(32.6), "32.6");
  assert.equal(typedNumber("32,6"), 32.6);
  assert.equal(typedNumber("1,200"), 1200);
  assert.equal(typedNumber("1,234.5"), 1234.5);
  for (const none of ["", " ", "1.2.3", "much", "1,2,3", "--1"]) assert.ok(Number.isNaN(typedNumber(none)), none);
});

test("a German sentence that ends with a date has one full stop", () => {
  speakDates("de");
  assert.equal(german.pause.quietUntil("2026-11-30"), "Bis Mo., 30. Nov. kommen keine Erinnerungen.");
  assert.equal(german.pause.goalPaused("Lesen", "2026-11-30"), "Lesen pausiert bis Mo., 30. Nov.");
  assert.equal(german.today.next("2026-11-24", "2026-11-23"), "Als Nächstes: morgen.");
  assert.equal(german.today.next("2026-11-26", "2026-11-23"), "Als Nächstes: Donnerstag.");
  assert.equal(german.checkIn.saved("Erledigt", "2026-11-20", "2026-11-23"), "Gespeichert: Erledigt, Fr., 20. Nov.");
});

test("a coming day reads as before in English", () => {
  speakDates("en-GB");
  assert.equal(words.today.next("2026-11-24", "2026-11-23"), "Next: tomorrow.");
  assert.equal(words.today.next("2026-11-26", "2026-11-23"), "Next: Thursday.");
  assert.equal(words.today.next("2026-12-04", "2026-11-23"), "Next: Fri 4 Dec.");
});

test("what was chosen here comes before the browser, and English where neither is spoken", () => {
  assert.equal(languageFor(null, ["de-AT", "en"]), "de");
  assert.equal(languageFor("en", ["de-AT"]), "en");
  assert.equal(languageFor(null, ["fr-FR", "de-CH", "en"]), "de");
  assert.equal(languageFor(null, ["fr-FR"]), "en");
  assert.equal(languageFor("constructor", []), "en");
  assert.equal(tagFor("de", ["en-GB", "de-AT"]), "de-AT");
  assert.equal(tagFor("en", ["de-AT"]), "en");
});

test("a pretended language says everything otherwise, what functions make too", () => {
  const long = pretend(words, longer);
  assert.equal(long.app.settings, "Sééttîîngs");
  assert.equal(long.outbox.waiting(2), "2 wååîîtîîng");
  assert.ok(long.app.notCrisis.length > words.app.notCrisis.length * 1.3);
  assert.equal(pretend(words, mirrored).common.save, "\u202eSave\u202c");
});

test("pages fetched later bring the words they are written in", () => {
  const later = readFileSync(`${SRC}/app/fetched.ts`, "utf8").matchAll(/withWords\(\[(.*?)\], \(\) => import\("(.*?)"\)/g);
  for (const [, parts = "", pages = ""] of later) {
    const catalogues = ["goalPages", "mine", "desk", "deskSupport"].filter((name) => loadedBy(`app/${pages.slice(2)}`).has(`i18n/${name}.ts`));
    const asked = [...parts.matchAll(/"(\w+)"/g)].map(([, part = ""]) => part);
    assert.deepEqual(asked.toSorted(), catalogues.filter((name) => name !== "deskSupport").toSorted(), pages);
  }
  assert.ok(loadedBy("main.tsx").has("i18n/words.ts"));
  assert.ok(!loadedBy("main.tsx").has("i18n/mine.ts"));
});

/** Every file that comes with this one. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, from = ""] of readFileSync(`${SRC}/${file}`, "utf8").matchAll(/^(?:import|export) (?!type)[^;]*?from "(\.[^"]+)";/gm)) {
    loadedBy(join(dirname(file), from), found);
  }
  return found;
}
