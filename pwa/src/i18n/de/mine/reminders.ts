import type { Mine } from "../../mine.ts";

export const reminders: Mine["reminders"] = {
  timing: "Wann?",
  atSet: "Zu einer festen Uhrzeit",
  atUsual: (time) => (time === null ? "Wenn ich sonst eintrage" : `Wenn ich sonst eintrage, etwa ${time} Uhr`),
  quietFrom: "Ruhe ab",
  quietUntil: "Ruhe bis",
  quietHelp: "In dieser Zeit kommt keine Erinnerung, außer zu einer Uhrzeit, die Sie selbst gewählt haben.",
  followUp: "Am nächsten Morgen noch einmal, wenn nichts eingetragen ist",
  byMail: "Auch per E-Mail",
  byMailHelp: "Wo Mitteilungen Sie nicht erreichen, tut es eine E-Mail. Aus heißt: nur Mitteilungen.",
  discreet: "In Nachrichten kein Ziel nennen",
  discreetHelp: "Sperrbildschirm und Postfach zeigen dann nur, dass etwas ansteht.",
  lookBack: "Einmal in der Woche ein Rückblick per E-Mail",
  measured: "Mit herausfinden, ob Erinnerungen helfen",
  measuredHelp: "Ihre Praxis lässt per Zufall eine von zehn Erinnerungen weg und vergleicht. Nie die an Termine.",
  eased: {
    weekly: "Erinnerungen kommen zurzeit einmal in der Woche, weil sie ohne Antwort blieben. Ein Check-in oder eine Änderung hier holt sie zurück.",
    monthly: "Erinnerungen kommen zurzeit einmal im Monat, weil sie ohne Antwort blieben. Ein Check-in oder eine Änderung hier holt sie zurück.",
  },
  replies: "Antworten",
  tellReplies: "Per E-Mail sagen, dass jemand geantwortet hat",
  tellRepliesHelp: "Mehr steht nicht in der E-Mail. Die Antwort selbst lesen Sie hier.",
};
