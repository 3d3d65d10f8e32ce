import { count, number } from "../dates.ts";

export const insights = {
  title: "Insights",
  lead: "What the last 12 weeks look like.",
  tooEarly: "Too early for patterns.",
  tooEarlyHelp: "After four weeks of check-ins this page has something to say.",
} as const;

export const plots = {
  progressFinding: (name: string, done: string, planned: string) => `${name}: at ${done}, the plan was ${planned} by now.`,
  weeksOfPlan: (weeks: number) => count(Math.round(weeks * 10) / 10, "planned week", "planned weeks"),
  moving: "moving",
  unchanged: "unchanged",
  plan: "plan",
  replanned: "plan changed",
  date: "Date",
  value: "Value",
  planned: "Plan",
  state: "State",
  onePoint: "One point so far. A line comes with the second.",
  noPoints: "Nothing to draw yet. The first weeks will appear here.",
  adherence: (kept: number, of: number, unit: "days" | "weeks") =>
    of === 1 ? `${number(kept)} of 1${unit === "weeks" ? " week" : ""}` : `${number(kept)} of the last ${number(of)}${unit === "weeks" ? " weeks" : ""}`,
  calendarTitle: (goal: string) => `${goal}: the last 12 weeks`,
  states: { done: "Done", partly: "Partly", not: "Not this time", excused: "Excused", none: "Nothing logged" },
  sparkline: (values: (number | null)[]) =>
    `Planned weeks gained, last ${values.length} weeks: ${values.map((v) => (v === null ? "none" : number(Math.round(v * 10) / 10))).join(", ")}`,
  axisWeeks: "weeks of plan done",
} as const;
