import { count, dayAndMonth, nearDay, number } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const triage = {
  needs: (n: number) => `${count(n, "thing", "things")} to look at, first what waits for you.`,
  empty: "Nothing needs you today.",
  emptyHelp: "When something is worth a look, it stands here with its reasons.",
  more: (n: number) => `${number(n)} more ${n === 1 ? "waits" : "wait"} behind these.`,
  since: (on: Day) => `since ${dayAndMonth(on)}`,
  open: { request: "Answer it", answer: "Read the answer", draft: "Open the draft", other: "Look" },
  plan: "Plan a conversation",
  notAConcern: "Not a concern",
  snooze: "Later",
  of: (action: string, client: string) => `${action}: ${client}`,
  planned: "Planned. The card rests for a week.",
  setAside: "Set aside. It comes back if it becomes more pressing.",
  snoozed: (on: Day, today: Day) => `Back ${nearDay(on, today, "within a sentence")}.`,
  whyTitle: "Not a concern: why?",
  whyHelp: "Kept with your verdict, for coaches alone. It shows your practice how often a card was worth it.",
  reasons: ["A busy stretch, we know of it", "The goal is being changed", "The numbers do not tell the whole story", "We have talked about it"],
  reasonWords: "In your own words",
  snoozeTitle: "Back on which day?",
  snoozeDays: { 1: "Tomorrow", 3: "In 3 days", 7: "In a week", 14: "In two weeks" },
  snoozeOther: "Another day",
  keys: "Keyboard",
  keysOn: "Use single keys on this page",
  keysHelp: [
    ["J, K", "next and previous card"],
    ["Enter", "open it"],
    ["1", "plan a conversation"],
    ["3", "not a concern"],
    ["H", "later"],
  ],
} as const;
