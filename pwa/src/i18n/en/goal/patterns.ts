import { count, dayAndMonth, number } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const feel = {
  title: "How it felt",
  finding: (most: string, n: number, of: number, last: string, on: Day) =>
    `Most often ${most}, ${number(n)} of ${count(of, "check-in", "check-ins")}. The latest, on ${dayAndMonth(on)}: ${last}.`,
  column: "Felt",
} as const;

export const obstacles = {
  title: "What was in the way",
  finding: (most: string[], n: number) => `Named most often: ${most.join(", ")}, ${count(n, "time", "times")}.`,
  column: "Named",
  thing: "In the way",
} as const;
