export const welcome = {
  place: (n: number, of: number) => `Step ${n} of ${of}. Everything here can be changed later, in Settings.`,
  titles: {
    what: "What Waymark is",
    seen: "What your coach sees",
    consents: "What Waymark may work with",
    reminders: "Reminders",
    begin: "A good place to begin",
  },
  isTitle: "It is",
  is: [
    "A place for the goals you and your coach agree on",
    "A check-in of a few seconds, also without a network",
    "A way to see together what helps and what is in the way",
  ],
  isNotTitle: "It is not",
  isNot: [
    "A test or a contest: a day without a check-in is no failure",
    "Therapy, or a judgement of anybody",
    "A crisis service: nobody watches what is written here",
  ],
  consentsHelp: "Both are off until you turn them on. Waymark works without either.",
  begin: "A first goal can be small. Your coach can set one with you, too.",
  firstGoal: "Set a first goal",
  toToday: "Go to Today",
  next: "Next",
  before: "Back",
  later: "Finish later",
} as const;
