import { count } from "../dates.ts";

export const caseload = {
  title: "Caseload",
  client: "Client",
  status: "Status",
  why: "Why",
  trend: "Last 8 weeks",
  lastCheckIn: "Last check-in",
  never: "None yet",
  empty: "No clients yet.",
  emptyHelp: "Invite a client under People, or have the owner of your practice assign one to you.",
  replied: "New reply",
  suggestions: { drafted: "Draft to look at", offered: "Suggestion offered", answered: "Answered" },
  needs: (n: number) => (n === 0 ? "Nothing needs you today." : `${count(n, "client", "clients")} worth a look today, dealt with in Triage or not.`),
} as const;

export const client = {
  noGoals: "No goals shared with you.",
  newGoal: "New goal",
  back: "Caseload",
  suggestions: "Suggestion",
  fields: { numbers: "numbers", feelings: "how it felt", obstacles: "what was in the way", notes: "notes" },
  notShared: (fields: string[]) => `Not shared: ${fields.join(", ")}.`,
} as const;
