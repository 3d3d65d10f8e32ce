import { count, dayAndMonth, number } from "../../dates.ts";
import type { GoalPages } from "../../goalPages.ts";
import { satz } from "../satz.ts";

export const feel: GoalPages["feel"] = {
  title: "Wie es sich anfühlte",
  finding: (most, n, of, last, on) =>
    `Am häufigsten ${most}: bei ${number(n)} von ${count(of, "Check-in", "Check-ins")}. ${satz(`Zuletzt, am ${dayAndMonth(on)}: ${last}`)}`,
  column: "Gefühl",
};

export const obstacles: GoalPages["obstacles"] = {
  title: "Was im Weg war",
  finding: (most, n) => `Am häufigsten genannt: ${most.join(", ")}, ${n === 1 ? "einmal" : `${number(n)}-mal`}.`,
  column: "Genannt",
  thing: "Im Weg",
};
