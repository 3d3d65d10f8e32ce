import { count, number } from "../dates.ts";
import type { Words } from "../words.ts";

export const insights: Words["insights"] = {
  title: "Einblicke",
  lead: "Wie die letzten 12 Wochen aussehen.",
  tooEarly: "Für Muster ist es noch zu früh.",
  tooEarlyHelp: "Nach vier Wochen mit Check-ins hat diese Seite etwas zu sagen.",
};

export const plots: Words["plots"] = {
  progressFinding: (name, done, planned) => `${name}: bei ${done}; bis jetzt vorgesehen: ${planned}.`,
  weeksOfPlan: (weeks) => count(Math.round(weeks * 10) / 10, "geplante Woche", "geplante Wochen"),
  moving: "bewegt sich",
  unchanged: "unverändert",
  plan: "Plan",
  replanned: "Plan geändert",
  date: "Datum",
  value: "Wert",
  planned: "Plan",
  state: "Zustand",
  onePoint: "Ein Punkt bisher. Eine Linie kommt mit dem zweiten.",
  noPoints: "Noch nichts zu zeichnen. Die ersten Wochen erscheinen hier.",
  adherence: (kept, of, unit) =>
    of === 1 ? `${number(kept)} von 1${unit === "weeks" ? " Woche" : ""}` : `${number(kept)} der letzten ${number(of)}${unit === "weeks" ? " Wochen" : ""}`,
  calendarTitle: (goal) => `${goal}: die letzten 12 Wochen`,
  states: { done: "Erledigt", partly: "Teilweise", not: "Diesmal nicht", excused: "Frei", none: "Nichts eingetragen" },
  sparkline: (values) =>
    `Geschaffte Planwochen, letzte ${number(values.length)} Wochen: ${values.map((v) => (v === null ? "keine Angabe" : number(Math.round(v * 10) / 10))).join("; ")}`,
  axisWeeks: "geschaffte Planwochen",
};
