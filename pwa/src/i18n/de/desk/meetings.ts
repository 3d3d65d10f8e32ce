import { dayAndMonth, number } from "../../dates.ts";
import type { Desk } from "../../desk.ts";
import { satz } from "../satz.ts";

export const meetings: Desk["meetings"] = {
  title: "Termine",
  add: "Termin hinzufügen",
  change: "Termin",
  of: (name, zone) => `${name}, nach der Uhr von ${zone.replaceAll("_", " ")}`,
  none: "Kein Termin geplant.",
  day: "Tag",
  time: "Uhrzeit",
  minutes: "Minuten",
  place: "Ort",
  placeHint: "Ein Raum oder der Link eines Gesprächs. Ihr Coachee sieht ihn.",
  arranged: "Vereinbart. Ihr Coachee sieht den Termin unter „Heute“.",
  move: "Verschieben oder absagen",
  cancel: "Diesen Termin absagen",
  cancelSure: "Ja, absagen",
  cancelled: "Abgesagt.",
  didIt: "Hat er stattgefunden?",
  attended: "Fand statt",
  missed: "Fiel aus",
  labelled: (what, when) => `${what}: ${when}`,
};

export const brief: Desk["brief"] = {
  title: "Überblick",
  of: (name) => `Überblick: ${name}`,
  print: "Drucken",
  since: (on) => `Seit Ihrem letzten Gespräch am ${satz(dayAndMonth(on))}`,
  noLast: (on) => `Kein früheres Gespräch ist vermerkt: die letzten vier Wochen, ab ${satz(dayAndMonth(on))}`,
  next: (when) => `Als Nächstes: ${satz(when)}`,
  signals: "Offene Hinweise",
  checkIns: "Check-ins",
  silent: "Seitdem wurde nichts geteilt.",
  stands: "Aktueller Stand",
  felt: "Wie es sich anfühlte",
  inTheWay: "Im Weg",
  reached: "Erreicht",
  notPrinted: "Seitdem geschrieben. Sie erscheinen nicht im Druck.",
};

export const find: Desk["find"] = {
  name: "Coachee suchen",
  order: "Reihenfolge",
  orders: { attention: "Wer einen Blick braucht, zuerst", name: "Nach Namen", last: "Am längsten ohne Check-in" },
  among: "Anzeigen",
  groups: { all: "Alle", look: "Einen Blick wert", quiet: "Ruhig", moving: "In Bewegung", early: "Noch zu früh", paused: "Pausiert" },
  found: (n, of) => `${number(n)} von ${number(of)}`,
  reading: (n) => `${number(n)} bisher. Der Rest ist unterwegs.`,
};
