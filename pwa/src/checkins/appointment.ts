import type { StripDay, Today } from "../api/types.ts";

type Appointment = NonNullable<Today["next_appointment"]>;
const MS_A_MINUTE = 60_000;

/** Whether it has not ended: a phone without a network may remember one that has. */
export function isStillToCome({ starts_at, minutes }: Appointment, now: Date): boolean {
  return Date.parse(starts_at) + minutes * MS_A_MINUTE > now.getTime();
}

/** The place, if it is nothing but an address of the web that one can open safely. */
export function linkIn(place: string | null): URL | null {
  const link = place !== null && URL.canParse(place.trim()) ? new URL(place.trim()) : null;
  return link?.protocol === "https:" && link.username === "" ? link : null;
}

/** Whether somebody is back today, from a break or after days of which nothing is logged: they are greeted, not billed. */
export function isBackToday(strip: readonly StripDay[]): boolean {
  const today = strip.at(-1);
  const before = strip.slice(0, -1);
  if (today === undefined || today.excused || today.logged > 0) return false;
  const wasAway = before.length > 0 && before.every(({ logged }) => logged === 0) && before.some(({ due, excused }) => due > 0 || excused);
  return before.at(-1)?.excused === true || wasAway;
}
