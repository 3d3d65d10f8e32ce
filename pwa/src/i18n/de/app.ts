import { clock, count, number } from "../dates.ts";
import type { Words } from "../words.ts";

export const app: Words["app"] = {
  name: "Waymark",
  skipToContent: "Zum Inhalt springen",
  sections: "Bereiche",
  helplines: "Krisenhilfe",
  settings: "Einstellungen",
  notCrisis: "Waymark ist kein Krisendienst. Niemand liest laufend mit, was hier geschrieben wird.",
  newVersion: "Eine neue Version ist da.",
  refresh: "Neu laden",
  notFound: "Hier gibt es keine Seite.",
  notFoundHelp: "Vielleicht ist sie umgezogen, oder sie ist nicht für Sie freigegeben.",
  backToStart: "Zurück zum Anfang",
  notForRole: "Diese Seite gehört zu einer anderen Rolle in Ihrer Praxis.",
};

export const tabs: Words["tabs"] = {
  today: "Heute",
  goals: "Ziele",
  insights: "Einblicke",
  support: "Unterstützung",
  triage: "Hinweise",
  caseload: "Coachees",
  people: "Personen",
  practice: "Praxis",
};

export const common: Words["common"] = {
  save: "Speichern",
  saved: "Gespeichert.",
  cancel: "Abbrechen",
  close: "Schließen",
  undo: "Rückgängig",
  retry: "Noch einmal versuchen",
  edit: "Bearbeiten",
  showTable: "Als Tabelle zeigen",
  more: "Mehr zeigen",
  optional: "freiwillig",
  loading: "Wird geladen",
  everything: "Alles",
};

export const trouble: Words["trouble"] = {
  away: "Waymark ist gerade nicht zu erreichen.",
  notHere: "Das ist nicht auf diesem Gerät aufbewahrt. Es öffnet sich, sobald es eine Verbindung gibt, und nichts Gespeichertes ist verloren.",
  awaySafe: "Was Sie gespeichert haben, ist nicht verloren. Neue Check-ins warten auf diesem Telefon.",
  gone: "Das ist nicht hier, oder es ist nicht mit Ihnen geteilt.",
  forbidden: "Das gehört zu einer anderen Rolle in Ihrer Praxis.",
  changed: "Inzwischen hat sich etwas geändert. Hier ist der neueste Stand; bitte sehen Sie noch einmal hin.",
  wait: "Das waren mehrere Versuche kurz nacheinander. Bitte warten Sie einen Moment.",
  broken: "Auf unserer Seite ist etwas schiefgegangen.",
  brokenSafe: "Was Sie gespeichert haben, ist nicht verloren.",
  asOf: (at) => `Stand ${clock(at)}`,
  offline: "Offline",
};

export const outbox: Words["outbox"] = {
  waiting: (n) => count(n, "wartet", "warten"),
  waitingLong: (n) => `${count(n, "Eintrag wartet", "Einträge warten")} sicher auf diesem Telefon und ${n === 1 ? "wird" : "werden"} von selbst gesendet.`,
  onPhone: "Auf diesem Telefon gespeichert",
  synced: "Abgeglichen",
  refused: "Nicht angenommen",
  refusedTitle: (n) => `${count(n, "Eintrag wurde", "Einträge wurden")} nicht angenommen`,
  refusedSafe: "Er ist weiterhin auf diesem Telefon. Sie können es noch einmal versuchen oder ihn verwerfen.",
  tryAgain: "Noch einmal versuchen",
  discard: "Verwerfen",
  kinds: { checkIn: "Check-in", reply: "Antwort", skip: "Auszeit", reflection: "Blick auf die Woche", undo: "Rückgängig gemacht", other: "Änderung" },
  sendNow: "Jetzt senden",
  safariWarning: "Safari löscht den Speicher dieses Telefons unter Umständen nach 7 Tagen ohne Besuch. Bitte gehen Sie vorher einmal online.",
};

export const welcome: Words["welcome"] = {
  begun: (n, of) => `Ihre ersten Schritte warten bei Schritt ${number(n)} von ${number(of)}.`,
  goOn: "Weitermachen",
  enough: "Das genügt",
  first: "Erste Schritte",
};
