import { count, dayAndMonth, number } from "../../dates.ts";
import type { DeskSupport } from "../../deskSupport.ts";

export const help: DeskSupport["help"] = {
  hypotheses: "Drei Dinge, die zuerst zu bedenken sind",
  names: { goal: "Das Ziel", obstacle: "Ein Hindernis", load: "Die Last" },
  changes: "Was sich versuchen lässt",
  pace: (before, after) => `Tempo vorher ${before}, nachher ${after}`,
  paceOf: (of) => `${number(Math.round(of * 100))} %`,
  paceUnknown: "noch zu früh",
  paceTitle: "Tempo vor und nach jeder Änderung",
  paceNote: "Tempo gegenüber dem Plan, je vier Wochen davor und danach. Was folgte, kam nicht immer davon.",
  weeksAfter: (n) => `nach ${count(n, "Woche", "Wochen")}`,
  what: "Was",
  on: "Ab",
  before: "Vorher",
  after: "Nachher",
  planned: "Das geplante Tempo",
  verdictTitle: "War es gut, das zu wissen?",
  verdictFor: (from, until) => (until === null ? `Bemerkt am ${dayAndMonth(from)}` : `Bemerkt am ${dayAndMonth(from)}, vorbei am ${dayAndMonth(until)}`),
  verdicts: { relevant: "Ja", not_a_concern: "Kein Anlass", not_sure: "Nicht sicher" },
  verdictWhy: "Warum",
  verdictHelp: "Nur für Coaches. Ihre Praxis sieht Anzahlen, nie von wem.",
  verdictSave: "Behalten",
  verdictSaved: "Gespeichert.",
};
