import type { Appointment, Day, Me } from "../api/types.ts";
import { localDay, nearDay, timeOfDay } from "../i18n/dates.ts";

const MS_A_MINUTE = 60_000;

/** What the sheet of an appointment holds: a local day and time, and numbers that are still text. */
export type MeetingDraft = { on: Day; at: string; minutes: string; place: string };

export const emptyMeeting: MeetingDraft = { on: "", at: "", minutes: "60", place: "" };

/** The moment at which clocks in `zone` show this day and time; in the hour that spring leaves out, one hour later. */
export function momentAt(on: Day, at: string, zone: string): Date {
  const wanted = Date.parse(`${on}T${at}:00Z`);
  let moment = wanted;
  for (let step = 0; step < 2; step++) moment += wanted - shownAt(moment, zone);
  return new Date(moment);
}

/** Monday, 14:00 */
export function sayWhen({ starts_at }: Appointment, me: Me): string {
  const starts = new Date(starts_at);
  return `${nearDay(localDay(me.zone, starts), me.today)}, ${timeOfDay(starts, me.zone)}`;
}

/** "14:05", as clocks in `zone` show it and as a field for a time wants it. */
export function clockAt(moment: Date, zone: string): string {
  return new Date(shownAt(moment.getTime(), zone)).toISOString().slice(11, 16);
}

export function draftOfMeeting({ starts_at, minutes, place }: Appointment, zone: string): MeetingDraft {
  const starts = new Date(starts_at);
  return { on: localDay(zone, starts), at: clockAt(starts, zone), minutes: String(minutes), place: place ?? "" };
}

/** The appointment as the API wants it; null while something is missing. */
export function meetingOf({ on, at, minutes, place }: MeetingDraft, zone: string): Pick<Appointment, "starts_at" | "minutes" | "place"> | null {
  const length = Number(minutes);
  if (!/^\d{4}-\d\d-\d\d$/.test(on) || !/^\d\d:\d\d/.test(at) || !Number.isInteger(length) || length < 5 || length > 1440) return null;
  return {
    starts_at: momentAt(on, at.slice(0, 5), zone).toISOString(),
    minutes: length,
    place: place.trim() === "" ? null : place.trim(),
  };
}

/** Those still to come or going on, the next first; and those that are over, the last first. */
export function partedAt(items: readonly Appointment[], now: Date): { coming: Appointment[]; over: Appointment[] } {
  const isOver = ({ starts_at, minutes }: Appointment) => Date.parse(starts_at) + minutes * MS_A_MINUTE <= now.getTime();
  return { coming: items.filter((it) => !isOver(it)), over: items.filter(isOver).toReversed() };
}

/** From when on it is "since last time": the last conversation that is not known to have been missed; null where there was none. */
export function lastTime(items: readonly Appointment[], now: Date): Date | null {
  const last = partedAt(items, now).over.find(({ attended }) => attended !== false);
  return last === undefined ? null : new Date(last.starts_at);
}

function shownAt(moment: number, zone: string): number {
  const parts = (timeZone?: string) =>
    new Intl.DateTimeFormat("en-CA", { ...(timeZone && { timeZone }), dateStyle: "short", timeStyle: "medium", hourCycle: "h23" }).format(moment);
  let shown: string;
  try {
    shown = parts(zone);
  } catch {
    shown = parts();
  }
  return Date.parse(`${shown.replace(", ", "T")}Z`);
}
