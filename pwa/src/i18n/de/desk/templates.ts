import { count, dayAndMonth } from "../../dates.ts";
import type { Desk } from "../../desk.ts";

export const templates: Desk["templates"] = {
  title: "Vorlagen",
  lead: "Ziele, die Ihre Praxis wieder verwendet, und Programme daraus.",
  add: "Neue Vorlage",
  edit: "Vorlage",
  none: "Noch keine Vorlagen.",
  drop: "Nicht mehr anbieten",
  dropped: "Wird nicht mehr angeboten. Ziele daraus bleiben.",
  weeks: "Wochen vom Anfang bis zum Ziel",
  weeksMissing: "Von 1 bis 260 Wochen.",
  what: "Was verlangt ist",
  within: (weeks) => `in ${count(weeks, "Woche", "Wochen")}`,
  afterDays: (n) => `Meilenstein ${n}: Tage nach dem Anfang`,
  give: "Aus einer Vorlage",
  giveIt: "Dieses Ziel setzen",
  given: "Gesetzt. Ihr Coachee findet es beim nächsten Hineinschauen.",
  which: "Vorlage oder Programm",
  choose: "Bitte wählen",
};

export const programmes: Desk["programmes"] = {
  title: "Programme",
  add: "Neues Programm",
  name: "Name des Programms",
  help: "Ziele, die nacheinander freigegeben werden. Ein Programm bleibt für alle darin, wie es gemacht wurde.",
  which: (n) => `Schritt ${n}`,
  remove: (n) => `Schritt ${n} entfernen`,
  addStep: "Schritt hinzufügen",
  when: (n) => `Schritt ${n} wird freigegeben`,
  releases: { at_once: "Zu Beginn", completion: "Wenn der Schritt davor erreicht ist", delay: "Einige Tage nach dem Anfang", date: "An einem Datum" },
  days: (n) => `Schritt ${n}: Tage nach dem Anfang`,
  on: (n) => `Schritt ${n}: Datum`,
  step: (title, release, days, on) =>
    `${title}: ${release === "at_once" ? "zu Beginn" : release === "completion" ? "wenn der Schritt davor erreicht ist" : release === "delay" ? `nach ${count(days ?? 0, "Tag", "Tagen")}` : on === null ? "an einem Datum" : `am ${dayAndMonth(on)}`}`,
  gone: "Eine Vorlage, die nicht mehr angeboten wird",
  drop: "Nicht mehr anbieten",
  dropTitle: (title) => `${title} nicht mehr anbieten?`,
  dropHelp: "Wer darin ist, macht weiter.",
  named: (title) => `${title} (Programm)`,
  notOn: "In keinem Programm.",
  going: (on, n) => `Seit ${on}, ${count(n, "Ziel", "Ziele")} freigegeben`,
  end: "Beenden",
  endTitle: (title) => `„${title}“ beenden?`,
  endHelp: "Daraus wird nichts mehr freigegeben. Freigegebene Ziele bleiben.",
  ended: "Beendet. Freigegebene Ziele bleiben.",
};
