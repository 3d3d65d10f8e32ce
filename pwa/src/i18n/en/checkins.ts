import { comingDay, count, longDay, nearDay, number, shortDay } from "../dates.ts";
import type { Day } from "../../api/types.ts";

export const today = {
  title: "Today",
  lastSevenDays: "Last seven days",
  dayLabel: (on: Day, now: Day, due: number, logged: number, excused: boolean) =>
    `${on === now ? `Today, ${longDay(on)}` : longDay(on)}: ${
      excused ? "excused" : due === 0 ? (logged > 0 ? `${logged} logged` : "nothing due") : `${logged} of ${due} logged`
    }`,
  backToToday: "Back to today",
  nothingDue: "Nothing due today.",
  nothingDueThatDay: "Nothing was due that day.",
  notOnPhone: "This day is not on this phone yet. It opens when there is a connection.",
  next: (on: Day, now: Day) => `Next: ${comingDay(on, now)}.`,
  noGoals: "Nothing is due. A goal is a good place to begin.",
  allLogged: "All logged for today.",
  periodProgress: (done: number, wanted: number, every: "day" | "week" | "month") =>
    `${number(done)} of ${number(wanted)} this ${every}`,
  atMost: (done: number, wanted: number, every: "day" | "week" | "month") =>
    `${number(done)} of at most ${number(wanted)} this ${every}`,
  nextStep: (title: string) => `Next: ${title}`,
  pause: "Skip or pause",
  appointment: (on: Day, now: Day, time: string) => `Next conversation: ${comingDay(on, now)}, ${time}`,
  minutes: (n: number) => count(n, "minute", "minutes"),
  joinAt: (host: string) => `Open ${host}`,
  suggestion: "Your coach has a thought to share with you.",
  suggestionLink: "Read it",
} as const;

export const checkIn = {
  title: (goal: string, on: Day, now: Day) => (on === now ? goal : `${goal}, ${nearDay(on, now)}`),
  ask: (on: Day, now: Day) => (on === now ? "How did it go today?" : `How did it go on ${longDay(on)}?`),
  outcomes: { done: "Done", partly: "Partly", not: "Not this time" },
  saved: (what: string, on: Day, now: Day) => `Saved: ${what}, ${nearDay(on, now, "within a sentence")}.`,
  addMore: "Add more, or close.",
  value: (unit: string | null) => (unit === null ? "Number" : `Number, in ${unit}`),
  less: "Less",
  more: "More",
  saveValue: "Save",
  feltQuestion: "How did it feel?",
  felt: { heavy: "Heavy", hard: "Hard", okay: "Okay", good: "Good", great: "Great" },
  obstacleQuestion: "Anything in the way?",
  obstacles: {
    time: "Time",
    next_step: "Unclear next step",
    skills: "Skills",
    people: "Other people",
    unwell: "Unwell",
    money: "Money",
    exhaustion: "Running on empty",
    perfectionism: "Wanted it perfect",
    worry: "Worry",
    self_doubt: "Self-doubt",
    avoidance: "Putting it off",
    connection: "Felt on my own",
    other: "Something else",
  },
  note: "Note",
  addNote: "Add a note",
  noteHint: "Private unless you share notes.",
  plan: "Your plan",
  ifThen: (plan: { if: string; then: string }) => `If ${plan.if}, then ${plan.then}.`,
  rewrite: "Rewrite this plan",
  planIf: "If…",
  planThen: "then I…",
  savePlan: "Save plan",
  planSaved: "Plan saved.",
  edit: (goal: string) => `Edit check-in: ${goal}`,
  checkIn: (goal: string) => `Check in: ${goal}`,
  undone: "Undone.",
  couldNotSave: "This phone could not save it. Please check its free space and try again.",
  labelled: (action: string, goal: string) => `${action}: ${goal}`,
} as const;

export const reflection = {
  title: "Your week in three taps",
  heavy: "How heavy was this week?",
  drained: "How drained or tense were you?",
  bigger: "Was a reaction bigger than what happened?",
  lightest: "0, not at all",
  heaviest: "10, as much as can be",
  biggerAnswers: { yes: "Yes", no: "No", skip: "Skip" },
  later: "Not now",
  thanks: "Thank you. That is the week.",
  step: (n: number) => `${n} of 3`,
} as const;

export const pause = {
  title: "Skip or pause",
  what: "What?",
  reason: "Why?",
  reasons: ["Holiday", "Ill", "Family", "Travel", "Work crunch", "Not this week", "Rather not say"],
  howLong: "For how long?",
  justToday: "Just today",
  until: "Until…",
  lastDay: "Last day of the break",
  start: "Start the break",
  wish: (reason: string | null) =>
    reason === "Ill" || reason === "Family" || reason === "Rather not say" ? "Take the time you need." : "Enjoy the break.",
  quietUntil: (back: Day | null) => `Reminders are off until ${back === null ? "you are back" : shortDay(back)}.`,
  goalPaused: (goal: string, back: Day | null) =>
    back === null ? `${goal} is paused until you are back.` : `${goal} is paused until ${shortDay(back)}.`,
  back: "I am back",
  welcomeBack: "Good to see you. Nothing has piled up.",
  lastDayInvalid: "Please choose a day from today on.",
  sinceThen: "Days of a break are left out of every count.",
} as const;
