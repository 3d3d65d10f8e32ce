import { fullDay } from "../../dates.ts";

const dayOf = (moment: string) => fullDay(moment.slice(0, 10));

export const practice = {
  title: "Practice",
  privacy: "Owning the practice does not show you goals, notes or feelings.",
  name: "Name of the practice",
  security: "How coaches sign in",
  passkeys: "Ask coaches for a passkey",
  passkeysHelp: "Coaches then sign in with their device's own lock. Whoever has none yet is led to adding one at their next step.",
  passkeysNotHere: "It cannot be turned on here: this browser, or this address, has no passkeys, and you would shut yourself out.",
} as const;

export const notes = {
  title: "Your private notes",
  declared: (name: string) => `${name} can get a copy of this: their export contains it. Nobody else reads it in Waymark.`,
  text: "New note",
  add: "Keep note",
  kept: "Kept.",
  none: "No notes yet.",
  edit: "Edit",
  text2: "Note",
  drop: "Delete",
  dropTitle: "Delete this note?",
  dropHelp: "It is gone for good.",
  dropped: "Deleted.",
  when: (at: string, edited: string | null) => `${dayOf(at)}${edited === null ? "" : `, edited ${dayOf(edited)}`}`,
  labelled: (deed: string, at: string) => `${deed}: note of ${dayOf(at)}`,
} as const;
