import { count, dayAndMonth } from "../dates.ts";
import type { Words } from "../words.ts";

export const status: Words["status"] = {
  too_early: "Noch zu früh",
  on_path: "Auf Kurs",
  behind: "Etwas hinter dem Plan",
  slipping: "Wird langsamer",
  stalled: "Steht still",
  stalled_loaded: "Steht still, unter Last",
  consider_support: "Ein Gespräch wert",
  at_a_cost: "Auf Kurs, mit großem Aufwand",
  quiet: "Ruhig",
  paused: "Pausiert",
};

export const stall: Words["stall"] = {
  holds: "Was zutrifft",
  notHolding: "Was nicht zutrifft",
  missing: "Was fehlt",
  clears: "Was das auflösen würde",
  since: (on, weeks) =>
    weeks === null ? `Seit ${dayAndMonth(on)}` : `Seit ${dayAndMonth(on)}, mindestens ${count(weeks, "Woche", "Wochen")}`,
  notShared: "Nichts geteilt.",
  rule: (version) => `Regel, Fassung ${version}`,
  tryTitle: "Was versucht wurde",
  logTry: "Festhalten, was Sie versuchen",
  tryKind: "Was ändert sich?",
  tryOn: "Ab",
  tryNote: "In wenigen Worten",
  trySave: "Festhalten",
  trySaved: "Festgehalten. Es bekommt vier Wochen Zeit, sich zu zeigen.",
  noneTried: "Noch nichts festgehalten.",
  byWhom: { client: "vom Coachee", coach: "vom Coach" },
  kinds: {
    goal: "Das Ziel",
    step_size: "Kleinere Schritte",
    strategy: "Die Strategie",
    schedule: "Der Zeitplan",
    environment: "Das Umfeld",
    extra_session: "Ein zusätzliches Gespräch",
  },
};
