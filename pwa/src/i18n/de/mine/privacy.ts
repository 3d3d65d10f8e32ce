import { count } from "../../dates.ts";
import type { Mine } from "../../mine.ts";
import { satz, tagVon } from "../satz.ts";

export const sharing: Mine["sharing"] = {
  title: "Was mein Coach sieht",
  help: "Sie können das jederzeit ändern. Wo etwas aus ist, steht „Nichts geteilt“.",
  fields: {
    numbers: "Zahlen und ob etwas erledigt ist",
    feelings: "Wie es sich anfühlte",
    obstacles: "Was im Weg war",
    notes: "Notizen",
  },
  notesHelp: "Auch Notizen, die Sie schon geschrieben haben.",
  ofGoal: "Was mein Coach von diesem Ziel sieht",
  ofGoalHelp: "Gilt nur für dieses Ziel. Alles andere bleibt wie unter Privatsphäre.",
  private: "Dieses Ziel für mich behalten",
  privateHelp: "Ihr Coach sieht dann nichts davon, auch nicht den Namen.",
  asElsewhere: "Wie überall",
  on: "Geteilt",
  off: "Nicht geteilt",
  now: (isShared) => (isShared ? "Ihr Coach sieht es jetzt." : "Ihr Coach sieht es jetzt nicht."),
};

export const consents: Mine["consents"] = {
  title: "Womit Waymark arbeiten darf",
  feelings: "Gefühle und der Blick auf die Woche",
  patterns: "Muster bemerken",
  inThoseWords: "Der Wortlaut bleibt in der Sprache, in der Sie zugestimmt haben.",
  givenOn: (at) => satz(`Zugestimmt haben Sie am ${tagVon(at)}`),
  changed: "Der Wortlaut hat sich geändert, seit Sie zugestimmt haben. Was Sie damals gesagt haben, gilt weiter für das, was dort stand.",
  agreeAnew: "Dem neuen Wortlaut zustimmen",
  newer: "Der Wortlaut hat sich gerade geändert. Hier ist der neue.",
  stopTitle: { feelings: "Nicht mehr festhalten, wie es sich anfühlte?", patterns: "Nicht mehr nach Mustern sehen?" },
  stopHelp: {
    feelings: "Jedes Gefühl in Ihren Check-ins und jeder Blick auf die Woche wird gelöscht, jetzt und endgültig. Die Check-ins selbst bleiben.",
    patterns: "Alles, was daraus geschlossen wurde, und jeder Vorschlag wird gelöscht, jetzt und endgültig. Ihre Check-ins bleiben.",
  },
  stop: "Löschen und beenden",
  keep: "So lassen",
};

export const privacy: Mine["privacy"] = {
  title: "Privatsphäre",
  lead: "Was andere hier von Ihnen sehen, und was Sie dazu bestimmen können.",
  more: "Genauer ansehen",
  coachView: "Ansehen, was mein Coach sieht",
  coachViewHelp: "Dieselben Seiten, genauso gezeichnet",
  whoSees: "Wer was sehen kann",
  whoSeesHelp: "Coach, Leitung, und die Notizen eines Coachs",
  reads: "Wer nachgesehen hat",
  readsHelp: "Jedes Mal, wenn jemand etwas von Ihnen geöffnet hat",
  data: "Kopie, Austritt, Löschung",
  dataHelp: "Alles mitnehmen oder alles löschen lassen",
};

export const coachView: Mine["coachView"] = {
  title: "Was mein Coach sieht",
  lead: (coach) => `Das sieht ${coach} heute von Ihnen, genauso gezeichnet.`,
  nobody: "Zurzeit coacht Sie niemand; also sieht hier niemand etwas von Ihnen.",
  list: "Ihre Zeile in der Liste",
  notShown: "Hier nicht gezeigt",
  goals: "Ihre Ziele",
  noGoals: "Von Ihren Zielen ist keines zu sehen.",
  open: (goal) => `„${goal}“, wie Ihr Coach es sieht`,
  goalPrivate: "Dieses Ziel ist privat. Ihr Coach sieht nichts davon.",
  none: "Noch nichts.",
};

export const whoSees: Mine["whoSees"] = {
  title: "Wer was sehen kann",
  notes: "Notizen, die ein Coach zu Ihnen führt",
  kept: (coach, n) => `${coach} führt ${count(n, "Notiz", "Notizen")}.`,
  keptNone: "Zurzeit führt niemand welche.",
  notClaimed: "Was wir nicht behaupten",
  columns: { coach: "Coach", owner: "Leitung" },
  when: {
    always: "immer",
    never: "nie",
    if_shared: "wenn Sie es teilen",
    once_offered: "sobald es Ihnen angeboten ist",
    its_author: "nur, wer es schrieb",
  },
  things: {
    goals: "Ziele",
    private_goals: "Private Ziele",
    numbers: "Zahlen",
    feelings: "Wie es sich anfühlte",
    obstacles: "Was im Weg war",
    notes: "Notizen",
    replies: "Antworten",
    pauses: "Auszeiten",
    changes: "Änderungen der Vorgehensweise",
    standing: "Wo ein Ziel steht",
    suggestions: "Vorschläge",
    appointments: "Termine",
    coach_notes: "Notizen eines Coachs",
    reminders: "Erinnerungen",
    sharing: "Was Sie teilen",
    access_log: "Wer nachgesehen hat",
    name_and_address: "Name und Adresse",
  },
};

export const reads: Mine["reads"] = {
  title: "Wer nachgesehen hat",
  lead: "Eine Zeile für jede Stunde, in der jemand etwas von Ihnen geöffnet hat.",
  none: "Noch hat niemand etwas von Ihnen geöffnet.",
  what: {
    goals: "Ihre Ziele",
    check_ins: "Ihre Check-ins",
    progress: "Ihren Fortschritt",
    standing: "wo ein Ziel steht",
    changes: "Änderungen der Vorgehensweise",
    pulses: "was nach Ihren Worten im Weg ist",
    programmes: "Ihre Programme",
    appointments: "Ihre Termine",
    coach_notes: "die eigenen Notizen zu Ihnen",
    export: "einen Export eines Ziels",
    list: "eine Liste, in der Sie eine Zeile haben",
    members: "die Liste aller in der Praxis",
    other: "etwas anderes von Ihnen",
  },
  said: (reader, what) => `${reader} hat geöffnet: ${what}`,
  through: { app: "in Waymark", api: "mit einem Programm", calendar: "mit einem Kalender" },
};
