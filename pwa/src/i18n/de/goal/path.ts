import { dayAndMonth, number } from "../../dates.ts";
import type { GoalPages } from "../../goalPages.ts";

export const path: GoalPages["path"] = {
  none: "Noch keine Meilensteine. Der erste darf klein sein.",
  add: "Meilenstein hinzufügen",
  edit: "Weg bearbeiten",
  editDone: "Fertig",
  change: "Bearbeiten",
  up: "Nach oben",
  down: "Nach unten",
  labelled: (deed, title) => `${deed}: ${title}`,
  moved: (title, place, of) => `${title} ist jetzt ${number(place)} von ${number(of)}.`,
  dueBetween: (from, on) => `Vorgesehen ${dayAndMonth(from)} bis ${dayAndMonth(on)}`,
  newTitle: "Ein neuer Meilenstein",
  title: "Meilenstein",
  titleMissing: "Ein paar Worte sagen, was erreicht ist.",
  dueOn: "Vorgesehen bis",
  dueFrom: "Ab, wenn es ein Zeitraum ist",
  rangeWrong: "Ein Zeitraum beginnt, bevor er endet.",
  weight: "Gewicht",
  weightHint: "Üblich ist 1. Mit 2 bekommt er doppelt so viel Zeit, wo kein Datum steht.",
  weightWrong: "Eine Zahl von 0,1 bis 100.",
  reachedOn: "Erreicht am",
  reachedWrong: "Heute oder ein Tag davor.",
  notYet: "Doch noch nicht erreicht",
  remove: "Entfernen",
  removeTitle: (title) => `„${title}“ entfernen?`,
  removeHelp: "Er verschwindet vom Weg, mit dem, was dazu geschrieben wurde.",
  removed: "Entfernt.",
};

export const replan: GoalPages["replan"] = {
  action: "Plan ändern",
  title: "Plan ändern",
  help: "Der alte Plan bleibt bis heute in der Grafik, gekennzeichnet. Ab heute gilt der neue.",
  startValue: "Stand jetzt",
  same: "So ist der Plan schon.",
  save: "Dem neuen Plan folgen",
  saved: "Der neue Plan gilt ab heute.",
};

export const edit: GoalPages["edit"] = {
  action: "Name und Worte bearbeiten",
  hold: "Ruhen lassen",
  achievedTitle: "Dieses Ziel ist erreicht",
  achievedHelp: "Es steht dann bei den Zielen, die nicht aktiv sind. Sein Verlauf bleibt, und Sie können es wieder aufnehmen.",
  achievedReason: "Was hat dabei geholfen, in wenigen Worten",
  because: (reason) => `„${reason}“`,
};

export const replies: GoalPages["replies"] = {
  reply: "Antworten",
  replyTo: (what) => `Antworten: ${what}`,
  yours: "Ihre Antwort",
  you: "Sie",
  edited: "bearbeitet",
  change: "Ihre Antwort bearbeiten",
  send: "Senden",
  coachReads: "Ihr Coach liest sie in der App. Eine E-Mail sagt nur, dass es eine Antwort gibt.",
  clientReads: "Ihr Coachee liest sie in der App. Eine E-Mail sagt nur, dass es eine Antwort gibt.",
  title: "Antworten",
  fresh: "Neue Antworten",
  above: "Sie stehen oben, mit dem, was neu ist.",
  read: "Sie haben es schon gelesen, hier oder anderswo.",
};
