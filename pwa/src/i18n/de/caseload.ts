import { count } from "../dates.ts";
import type { Words } from "../words.ts";
import { satz } from "./satz.ts";

export const caseload: Words["caseload"] = {
  title: "Coachees",
  client: "Coachee",
  status: "Stand",
  why: "Warum",
  trend: "Letzte 8 Wochen",
  lastCheckIn: "Letzter Check-in",
  never: "Noch keiner",
  empty: "Noch keine Coachees.",
  emptyHelp: "Laden Sie unter „Personen“ jemanden ein, oder lassen Sie sich von der Leitung Ihrer Praxis jemanden zuordnen.",
  replied: "Neue Antwort",
  suggestions: { drafted: "Entwurf zum Ansehen", offered: "Vorschlag angeboten", answered: "Beantwortet" },
  needs: (n) => (n === 0 ? "Heute braucht Sie nichts." : `Bei ${count(n, "Coachee", "Coachees")} lohnt sich heute ein Blick, ob unter „Hinweise“ erledigt oder nicht.`),
};

export const client: Words["client"] = {
  noGoals: "Keine Ziele mit Ihnen geteilt.",
  newGoal: "Neues Ziel",
  back: "Coachees",
  suggestions: "Vorschlag",
  fields: { numbers: "Zahlen", feelings: "wie es sich anfühlte", obstacles: "was im Weg war", notes: "Notizen" },
  notShared: (fields) => satz(`Nicht geteilt: ${fields.join(", ")}`),
};
