import { clock, count, number } from "../dates.ts";

export const app = {
  name: "Waymark",
  skipToContent: "Skip to content",
  sections: "Sections",
  helplines: "Crisis help",
  settings: "Settings",
  notCrisis: "Waymark is not a crisis service. Nobody watches what is written here.",
  newVersion: "New version ready.",
  refresh: "Refresh",
  notFound: "There is no page here.",
  notFoundHelp: "It may have moved, or it may not be yours to see.",
  backToStart: "Back to the start",
  notForRole: "This page is for another role in your practice.",
} as const;

export const tabs = {
  today: "Today",
  goals: "Goals",
  insights: "Insights",
  support: "Support",
  triage: "Triage",
  caseload: "Caseload",
  people: "People",
  practice: "Practice",
} as const;

export const common = {
  save: "Save",
  saved: "Saved.",
  cancel: "Cancel",
  close: "Close",
  undo: "Undo",
  retry: "Retry",
  edit: "Edit",
  showTable: "Show as a table",
  more: "Show more",
  optional: "optional",
  loading: "Loading",
  everything: "Everything",
} as const;

export const trouble = {
  away: "Waymark could not be reached.",
  notHere: "This is not kept on this device. It opens once there is a connection, and nothing you have saved is lost.",
  awaySafe: "Nothing you have saved is lost. Check-ins made now wait on this phone.",
  gone: "This is not here, or it is not shared with you.",
  forbidden: "This is for another role in your practice.",
  changed: "This changed meanwhile. Here is the newest version; please look once more.",
  wait: "That was a few tries in a row. Please wait a moment, then try again.",
  broken: "Something went wrong on our side.",
  brokenSafe: "Nothing you have saved is lost.",
  asOf: (at: Date) => `As of ${clock(at)}`,
  offline: "Offline",
} as const;

export const outbox = {
  waiting: (n: number) => `${number(n)} waiting`,
  waitingLong: (n: number) => `${count(n, "entry waits", "entries wait")} on this phone, safe, and will be sent without your doing anything.`,
  onPhone: "Saved on this phone",
  synced: "Synced",
  refused: "Not accepted",
  refusedTitle: (n: number) => `${count(n, "item was", "items were")} not accepted`,
  refusedSafe: "It is still on this phone. You can try again, or discard it.",
  tryAgain: "Try again",
  discard: "Discard",
  kinds: { checkIn: "Check-in", reply: "Reply", skip: "Break", reflection: "Weekly reflection", undo: "Undo", other: "Change" },
  sendNow: "Send now",
  safariWarning: "Safari may clear this phone's storage after 7 days without a visit. Please come back online before then.",
} as const;

export const welcome = {
  begun: (n: number, of: number) => `Your first steps wait at step ${number(n)} of ${number(of)}.`,
  goOn: "Go on",
  enough: "That is enough",
  first: "First steps",
} as const;
