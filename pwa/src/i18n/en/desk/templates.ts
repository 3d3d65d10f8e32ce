import { count, dayAndMonth } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const templates = {
  title: "Templates",
  lead: "Goals your practice uses again, and programmes made of them.",
  add: "New template",
  edit: "Template",
  none: "No templates yet.",
  drop: "Stop offering it",
  dropped: "No longer offered. Goals that came of it stay.",
  weeks: "Weeks from start to finish",
  weeksMissing: "From 1 to 260 weeks.",
  what: "What it asks for",
  within: (weeks: number) => `in ${count(weeks, "week", "weeks")}`,
  afterDays: (n: number) => `Milestone ${n}: days after the start`,
  give: "From a template",
  giveIt: "Set this goal",
  given: "Set. Your client finds it when they next look.",
  which: "Template or programme",
  choose: "Choose one",
} as const;

export const programmes = {
  title: "Programmes",
  add: "New programme",
  name: "Name of the programme",
  help: "Goals that are released one after the other. A programme stays as it was made, for whoever is on it.",
  which: (n: number) => `Step ${n}`,
  remove: (n: number) => `Remove step ${n}`,
  addStep: "Add a step",
  when: (n: number) => `Step ${n} is released`,
  releases: { at_once: "At the start", completion: "When the step before is done", delay: "Some days after the start", date: "On a date" },
  days: (n: number) => `Step ${n}: days after the start`,
  on: (n: number) => `Step ${n}: date`,
  step: (title: string, release: string, days: number | null, on: Day | null) =>
    `${title}: ${release === "at_once" ? "at the start" : release === "completion" ? "when the step before is done" : release === "delay" ? `after ${count(days ?? 0, "day", "days")}` : on === null ? "on a date" : `on ${dayAndMonth(on)}`}`,
  gone: "A template no longer offered",
  drop: "Stop offering it",
  dropTitle: (title: string) => `Stop offering ${title}?`,
  dropHelp: "Whoever is on it goes on with it.",
  named: (title: string) => `${title} (programme)`,
  notOn: "Not on a programme.",
  going: (on: string, n: number) => `Since ${on}, ${count(n, "goal", "goals")} released`,
  end: "End it",
  endTitle: (title: string) => `End “${title}”?`,
  endHelp: "Nothing more of it is released. Goals that were released stay.",
  ended: "Ended. Goals that were released stay.",
} as const;
