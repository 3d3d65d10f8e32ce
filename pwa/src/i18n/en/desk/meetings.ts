import { dayAndMonth, number } from "../../dates.ts";
import type { Day } from "../../../api/types.ts";

export const meetings = {
  title: "Appointments",
  add: "Add appointment",
  change: "Appointment",
  of: (name: string, zone: string) => `${name}, by the clocks of ${zone.replaceAll("_", " ")}`,
  none: "No appointment planned.",
  day: "Day",
  time: "Time",
  minutes: "Minutes",
  place: "Place",
  placeHint: "A room, or the link of a call. Your client sees it.",
  arranged: "Arranged. Your client sees it under Today.",
  move: "Move or cancel",
  cancel: "Cancel this appointment",
  cancelSure: "Yes, cancel it",
  cancelled: "Cancelled.",
  didIt: "Did it take place?",
  attended: "Took place",
  missed: "Did not",
  labelled: (what: string, when: string) => `${what}: ${when}`,
} as const;

export const brief = {
  title: "Brief",
  of: (name: string) => `Brief: ${name}`,
  print: "Print",
  since: (on: Day) => `Since your last conversation on ${dayAndMonth(on)}.`,
  noLast: (on: Day) => `No earlier conversation is noted: the last four weeks, from ${dayAndMonth(on)}.`,
  next: (when: string) => `Next: ${when}.`,
  signals: "Open signals",
  checkIns: "Check-ins",
  silent: "Nothing shared since then.",
  stands: "Stands at",
  felt: "How it felt",
  inTheWay: "In the way",
  reached: "Reached",
  notPrinted: "Since then. These stay off the printed page.",
} as const;

export const find = {
  name: "Find a client",
  order: "Order",
  orders: { attention: "Attention first", name: "By name", last: "Longest without a check-in" },
  among: "Show",
  groups: { all: "Everybody", look: "Worth a look", quiet: "Quiet", moving: "Moving", early: "Too early to say", paused: "Paused" },
  found: (n: number, of: number) => `${number(n)} of ${number(of)}`,
  reading: (n: number) => `${number(n)} so far. The rest is on its way.`,
} as const;
