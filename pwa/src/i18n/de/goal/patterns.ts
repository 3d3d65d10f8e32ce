import { count, dayAndMonth, number } from "../../dates.ts";
import type { GoalPages } from "../../goalPages.ts";
import { satz } from "../satz.ts";

export const feel: GoalPages["feel"] = {
  title: "Wie es sich angefühlt hat",
  finding: (most, n, of, last, on) =>
    `Am häufigsten ${most}, bei ${number(n)} von ${count(of, "Check-in", "Check-ins")}. Zuletzt, am ${dayAndMonth(on)}: ${last}.`,
  column: "Gefühl",
};

export const obstacles: GoalPages["obstacles"] = {
  title: "Was im Weg stand",
  finding: (most, n) => satz(`Am häufigsten genannt: ${most.join(", ")}, ${number(n)}-mal`),
  column: "Genannt",
  thing: "Im Weg",
};
