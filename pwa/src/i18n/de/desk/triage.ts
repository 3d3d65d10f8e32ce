import { count, dayAndMonth, nearDay, number } from "../../dates.ts";
import type { DeskSupport } from "../../deskSupport.ts";
import { satz } from "../satz.ts";

export const triage: DeskSupport["triage"] = {
  needs: (n) => `${count(n, "Hinweis", "Hinweise")} zum Ansehen, zuerst, was auf Sie wartet.`,
  empty: "Heute braucht Sie nichts.",
  emptyHelp: "Wenn etwas einen Blick lohnt, steht es hier mit seinen Gründen.",
  nothingElse: "Sonst braucht Sie heute nichts.",
  replies: "Neue Antworten",
  moreReplies: (n) => `${number(n)} weitere unter Coachees`,
  more: (n) => `Dahinter ${n === 1 ? "wartet noch" : "warten noch"} ${number(n)}.`,
  since: (on) => `seit ${dayAndMonth(on)}`,
  open: { request: "Beantworten", answer: "Antwort lesen", draft: "Entwurf öffnen", other: "Ansehen" },
  also: "Außerdem zu dieser Person:",
  plan: "Gespräch planen",
  notAConcern: "Kein Anlass",
  snooze: "Später",
  of: (action, client) => `${action}: ${client}`,
  planned: "Geplant. Die Karte ruht eine Woche.",
  setAside: "Zur Seite gelegt. Sie kommt zurück, wenn sie mehr Gewicht bekommt.",
  snoozed: (on, today) => satz(`Wieder da: ${nearDay(on, today, "within a sentence")}`),
  whyTitle: "Kein Anlass: warum?",
  whyHelp: "Bleibt bei Ihrem Urteil, nur für Coaches. Es zeigt Ihrer Praxis, wie oft eine Karte sich gelohnt hat.",
  reasons: ["Viel los, wir wissen davon", "Das Ziel wird gerade geändert", "Die Zahlen zeigen nicht alles", "Wir haben darüber gesprochen"],
  reasonWords: "In Ihren eigenen Worten",
  snoozeTitle: "An welchem Tag wieder?",
  snoozeDays: { 1: "Morgen", 3: "In 3 Tagen", 7: "In einer Woche", 14: "In zwei Wochen" },
  snoozeOther: "An einem anderen Tag",
  keys: "Tastatur",
  keysOn: "Einzelne Tasten auf dieser Seite benutzen",
  keysHelp: [
    ["J, K", "nächste und vorige Karte"],
    ["Enter", "öffnen"],
    ["1", "Gespräch planen"],
    ["3", "kein Anlass"],
    ["H", "später"],
  ],
};
