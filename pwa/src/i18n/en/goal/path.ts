import { dayAndMonth, number } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const path = {
  none: "No milestones yet. A first one can be small.",
  add: "Add a milestone",
  edit: "Edit the path",
  editDone: "Done editing",
  change: "Edit",
  up: "Move up",
  down: "Move down",
  labelled: (deed: string, title: string) => `${deed}: ${title}`,
  moved: (title: string, place: number, of: number) => `${title} is now ${number(place)} of ${number(of)}.`,
  dueBetween: (from: Day, on: Day) => `Due ${dayAndMonth(from)} to ${dayAndMonth(on)}`,
  newTitle: "A new milestone",
  title: "Milestone",
  titleMissing: "A few words say what is reached.",
  dueOn: "Due",
  dueFrom: "From, if it is a range",
  rangeWrong: "A range begins before it ends.",
  weight: "Weight",
  weightHint: "1 is usual. 2 is given twice the time where there is no date.",
  weightWrong: "A number from 0.1 to 100.",
  reachedOn: "Reached on",
  reachedWrong: "Today, or a day before.",
  notYet: "Not reached yet after all",
  remove: "Remove",
  removeTitle: (title: string) => `Remove “${title}”?`,
  removeHelp: "It goes from the path, with what was written on it.",
  removed: "Removed.",
} as const;

export const replan = {
  action: "Change the plan",
  title: "Change the plan",
  help: "The old plan stays on the chart, up to today and marked. From today on the new one counts.",
  startValue: "Where it is now",
  same: "This is the plan as it stands.",
  save: "Follow the new plan",
  saved: "The new plan counts from today.",
} as const;

export const edit = {
  action: "Edit name and words",
  hold: "Put on hold",
  achievedTitle: "This goal is achieved",
  achievedHelp: "It moves to the goals that are not active. Its history stays, and you can take it up again.",
  achievedReason: "What made it work, in a few words",
  because: (reason: string) => `“${reason}”`,
} as const;

export const replies = {
  reply: "Reply",
  replyTo: (what: string) => `Reply: ${what}`,
  yours: "Your reply",
  you: "You",
  edited: "edited",
  change: "Edit your reply",
  send: "Send",
  coachReads: "Your coach reads it, in the app. A mail says no more than that there is a reply.",
  clientReads: "Your client reads it, in the app. A mail says no more than that there is a reply.",
  title: "Replies",
  fresh: "New replies",
  above: "They stand above, with what is new.",
  read: "You have read it already, here or elsewhere.",
} as const;
