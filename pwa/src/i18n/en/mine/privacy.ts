import { count, fullDay } from "../../dates.ts";

const dayOf = (moment: string) => fullDay(moment.slice(0, 10));

export const sharing = {
  title: "What my coach sees",
  help: "You can change this at any time. What is off reads “nothing shared”.",
  fields: {
    numbers: "Numbers and done-ness",
    feelings: "How it felt",
    obstacles: "What was in the way",
    notes: "Notes",
  },
  notesHelp: "Includes notes you have already written.",
  ofGoal: "What my coach sees of this goal",
  ofGoalHelp: "Says it for this goal alone. The rest stays as in Privacy.",
  private: "Keep this goal private",
  privateHelp: "Your coach then sees nothing of it, not even its name.",
  asElsewhere: "As everywhere",
  on: "Shared",
  off: "Not shared",
  now: (isShared: boolean) => (isShared ? "Your coach sees it now." : "Your coach does not see it now."),
} as const;

export const consents = {
  title: "What Waymark may work with",
  feelings: "Feelings and the weekly reflection",
  patterns: "Noticing patterns",
  inThoseWords: "The words stay in the language in which you agreed.",
  givenOn: (at: string) => `You agreed on ${dayOf(at)}.`,
  changed: "The words have changed since you agreed. What you said then still counts for what it said.",
  agreeAnew: "Agree to the new words",
  newer: "The words have just changed. Here are the new ones.",
  stopTitle: { feelings: "Stop keeping how it felt?", patterns: "Stop looking for patterns?" },
  stopHelp: {
    feelings: "Every feeling on your check-ins and every weekly reflection is deleted, now and for good. The check-ins themselves stay.",
    patterns: "Everything that was concluded, and every suggestion, is deleted, now and for good. Your check-ins stay.",
  },
  stop: "Delete and stop",
  keep: "Leave it on",
} as const;

export const privacy = {
  title: "Privacy",
  lead: "What others see of you here, and what you can do about it.",
  more: "Look closer",
  coachView: "See what my coach sees",
  coachViewHelp: "The same pages, drawn the same way",
  whoSees: "Who can see what",
  whoSeesHelp: "Coach, owner, and the notes a coach keeps",
  reads: "Who has looked",
  readsHelp: "Each time somebody opened something of yours",
  data: "Copy, leave or erase",
  dataHelp: "Take everything with you, or have it deleted",
} as const;

export const coachView = {
  title: "What my coach sees",
  lead: (coach: string) => `This is what ${coach} sees of you today, drawn the way they see it.`,
  nobody: "Nobody coaches you at the moment, so nobody sees anything of yours here.",
  list: "Your line in their list",
  notShown: "Not shown here",
  goals: "Your goals",
  noGoals: "They see no goal of yours.",
  open: (goal: string) => `As your coach sees “${goal}”`,
  goalPrivate: "This goal is private. Your coach sees nothing of it.",
  none: "Nothing yet.",
} as const;

export const whoSees = {
  title: "Who can see what",
  notes: "Notes that a coach keeps on you",
  kept: (coach: string, n: number) => `${coach} keeps ${count(n, "note", "notes")}.`,
  keptNone: "Nobody keeps any at the moment.",
  notClaimed: "What we do not claim",
  columns: { coach: "Coach", owner: "Owner" },
  when: { always: "always", never: "never", if_shared: "if you share it", once_offered: "once offered to you", its_author: "its author only" } as Record<string, string>,
  things: {
    goals: "Goals",
    private_goals: "Private goals",
    numbers: "Numbers",
    feelings: "How it felt",
    obstacles: "What was in the way",
    notes: "Notes",
    replies: "Replies",
    pauses: "Breaks",
    changes: "Changes of approach",
    standing: "Where a goal stands",
    suggestions: "Suggestions",
    appointments: "Appointments",
    coach_notes: "A coach's notes",
    reminders: "Reminders",
    sharing: "What you share",
    access_log: "Who has looked",
    name_and_address: "Name and address",
  } as Record<string, string>,
} as const;

export const reads = {
  title: "Who has looked",
  lead: "One line for each hour in which somebody opened something of yours.",
  none: "Nobody has opened anything of yours yet.",
  what: {
    goals: "your goals",
    check_ins: "your check-ins",
    progress: "your progress",
    standing: "where a goal stands",
    changes: "changes of approach",
    pulses: "what you said is in the way",
    programmes: "your programmes",
    appointments: "your appointments",
    coach_notes: "their own notes on you",
    export: "an export of a goal",
    list: "a list in which you have a line",
    members: "the list of everybody in the practice",
    other: "something else of yours",
  } as Record<string, string>,
  said: (reader: string, what: string) => `${reader} opened ${what}`,
  through: { app: "in Waymark", api: "through a program", calendar: "through a calendar" } as Record<string, string>,
} as const;
