import { comingDay, count, longDay, nearDay, number, shortDay } from "../dates.ts";
import type { Words } from "../words.ts";
import { satz } from "./satz.ts";

const DIESEN = { day: "heute", week: "diese Woche", month: "diesen Monat" };

export const today: Words["today"] = {
  title: "Heute",
  lastSevenDays: "Die letzten sieben Tage",
  dayLabel: (on, now, due, logged, excused) => {
    const tag = on === now ? `Heute, ${longDay(on)}` : longDay(on);
    if (excused) return `${tag}: frei`;
    if (due > 0) return `${tag}: ${number(logged)} von ${number(due)} eingetragen`;
    return `${tag}: ${logged > 0 ? `${number(logged)} eingetragen` : "nichts vorgesehen"}`;
  },
  backToToday: "Zurück zu heute",
  nothingDue: "Für heute ist nichts vorgesehen.",
  nothingDueThatDay: "Für diesen Tag war nichts vorgesehen.",
  notOnPhone: "Dieser Tag ist noch nicht auf diesem Telefon. Er öffnet sich, sobald es eine Verbindung gibt.",
  next: (on, now) => satz(`Als Nächstes: ${comingDay(on, now)}`),
  noGoals: "Es ist nichts vorgesehen. Ein Ziel ist ein guter Anfang.",
  allLogged: "Für heute ist alles eingetragen.",
  periodProgress: (done, wanted, every) => `${number(done)} von ${number(wanted)} ${DIESEN[every]}`,
  atMost: (done, wanted, every) => `${number(done)} von höchstens ${number(wanted)} ${DIESEN[every]}`,
  nextStep: (title) => `Als Nächstes: ${title}`,
  pause: "Auslassen oder pausieren",
  appointment: (on, now, time) => `Nächstes Gespräch: ${comingDay(on, now)}, ${time}`,
  minutes: (n) => count(n, "Minute", "Minuten"),
  joinAt: (host) => `${host} öffnen`,
  replied: "Ihr Coach hat geantwortet",
  suggestion: "Ihr Coach möchte einen Gedanken mit Ihnen teilen.",
  suggestionLink: "Lesen",
};

export const checkIn: Words["checkIn"] = {
  title: (goal, on, now) => (on === now ? goal : `${goal}, ${nearDay(on, now, "within a sentence")}`),
  ask: (on, now) => (on === now ? "Wie ging es heute?" : `Wie ging es am ${longDay(on)}?`),
  outcomes: { done: "Erledigt", partly: "Teilweise", not: "Diesmal nicht" },
  saved: (what, on, now) => satz(`Gespeichert: ${what}, ${nearDay(on, now, "within a sentence")}`),
  addMore: "Sie können etwas ergänzen oder schließen.",
  value: (unit) => (unit === null ? "Zahl" : `Zahl, in ${unit}`),
  less: "Weniger",
  more: "Mehr",
  saveValue: "Speichern",
  feltQuestion: "Wie hat es sich angefühlt?",
  felt: { heavy: "Schwer", hard: "Mühsam", okay: "Okay", good: "Gut", great: "Bestens" },
  obstacleQuestion: "War etwas im Weg?",
  obstacles: {
    time: "Zeit",
    next_step: "Nächster Schritt unklar",
    skills: "Können",
    people: "Andere Menschen",
    unwell: "Unwohlsein",
    money: "Geld",
    exhaustion: "Keine Kraft mehr",
    perfectionism: "Sollte perfekt werden",
    worry: "Sorgen",
    self_doubt: "Selbstzweifel",
    avoidance: "Aufgeschoben",
    connection: "Allein damit",
    other: "Etwas anderes",
  },
  note: "Notiz",
  addNote: "Notiz hinzufügen",
  noteRead: "Wird beim Schreiben behalten. Ihr Coach kann sie lesen: Sie teilen Notizen zu diesem Ziel.",
  noteUnread: "Wird beim Schreiben behalten. Nur Sie lesen sie: Notizen zu diesem Ziel sind nicht geteilt.",
  keepNote: "Notiz behalten, schließen",
  plan: "Ihr Plan",
  ifThen: (plan) => satz(`Wenn ${plan.if}, dann ${plan.then}`),
  rewrite: "Diesen Plan neu schreiben",
  planIf: "Wenn …",
  planThen: "dann …",
  savePlan: "Plan speichern",
  planSaved: "Plan gespeichert.",
  edit: (goal) => `Check-in bearbeiten: ${goal}`,
  checkIn: (goal) => `Check-in: ${goal}`,
  undone: "Rückgängig gemacht.",
  couldNotSave: "Dieses Telefon konnte es nicht speichern. Bitte prüfen Sie den freien Platz und versuchen Sie es noch einmal.",
  labelled: (action, goal) => `${action}: ${goal}`,
};

export const reflection: Words["reflection"] = {
  title: "Ihre Woche in drei Antworten",
  heavy: "Wie schwer war diese Woche?",
  drained: "Wie erschöpft oder angespannt waren Sie?",
  bigger: "War eine Reaktion größer als ihr Anlass?",
  lightest: "0, gar nicht",
  heaviest: "10, so sehr es geht",
  biggerAnswers: { yes: "Ja", no: "Nein", skip: "Überspringen" },
  later: "Nicht jetzt",
  thanks: "Danke. Das war die Woche.",
  step: (n) => `${number(n)} von 3`,
};

export const pause: Words["pause"] = {
  title: "Auslassen oder pausieren",
  what: "Was?",
  reason: "Warum?",
  reasons: {
    holiday: "Urlaub",
    ill: "Krank",
    family: "Familie",
    travel: "Reise",
    work: "Viel Arbeit",
    not_this_week: "Diese Woche nicht",
    unsaid: "Möchte ich nicht sagen",
  },
  howLong: "Wie lange?",
  justToday: "Nur heute",
  until: "Bis …",
  lastDay: "Letzter Tag der Auszeit",
  start: "Auszeit beginnen",
  wish: (isHard) => (isHard ? "Nehmen Sie sich die Zeit, die Sie brauchen." : "Genießen Sie die Auszeit."),
  quietUntil: (back) => satz(`Bis ${back === null ? "Sie zurück sind" : shortDay(back)} kommen keine Erinnerungen`),
  goalPaused: (goal, back) => satz(back === null ? `${goal} pausiert, bis Sie zurück sind` : `${goal} pausiert bis ${shortDay(back)}`),
  back: "Ich bin zurück",
  welcomeBack: "Schön, Sie zu sehen. Es hat sich nichts angehäuft.",
  lastDayInvalid: "Bitte wählen Sie einen Tag ab heute.",
  sinceThen: "Tage einer Auszeit werden nirgends mitgezählt.",
};
