import type { Mine } from "../../mine.ts";

export const welcome: Mine["welcome"] = {
  place: (n, of) => `Schritt ${n} von ${of}. Alles lässt sich später in den Einstellungen ändern.`,
  titles: {
    what: "Was Waymark ist",
    seen: "Was Ihr Coach sieht",
    consents: "Womit Waymark arbeiten darf",
    reminders: "Erinnerungen",
    begin: "Ein guter Anfang",
  },
  isTitle: "Es ist",
  is: [
    "ein Ort für die Ziele, die Sie mit Ihrem Coach vereinbaren",
    "ein Check-in von wenigen Sekunden, auch ohne Netz",
    "ein Weg, gemeinsam zu sehen, was hilft und was im Weg steht",
  ],
  isNotTitle: "Es ist nicht",
  isNot: [
    "ein Test oder Wettbewerb: Auch ein Tag ohne Check-in ist in Ordnung",
    "eine Therapie, oder ein Urteil über jemanden",
    "ein Krisendienst: Niemand liest laufend mit, was hier geschrieben wird",
  ],
  consentsHelp: "Beides ist aus, bis Sie es einschalten. Waymark funktioniert auch ohne.",
  begin: "Ein erstes Ziel darf klein sein. Auch Ihr Coach kann eines mit Ihnen anlegen.",
  firstGoal: "Ein erstes Ziel setzen",
  toToday: "Zu heute",
  next: "Weiter",
  before: "Zurück",
  later: "Später weitermachen",
};
