import type { Day } from "../api/types.ts";

const MS_A_DAY = 86_400_000;
const lang = typeof navigator === "undefined" ? "en" : navigator.language.startsWith("en") ? navigator.language : "en";
const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...options });

const long = formatter({ weekday: "long", day: "numeric", month: "long" });
const short = formatter({ weekday: "short", day: "numeric", month: "short" });
const dayMonth = formatter({ day: "numeric", month: "short" });
const dayMonthYear = formatter({ day: "numeric", month: "short", year: "numeric" });
const month = formatter({ month: "short" });
const weekday = formatter({ weekday: "long" });
const weekdayShort = formatter({ weekday: "short" });
const weekdayNarrow = formatter({ weekday: "narrow" });

const at = (day: Day) => new Date(`${day}T00:00:00Z`);

/** "Monday, 23 November" */
export const longDay = (day: Day) => long.format(at(day));
/** "Mon, 23 Nov" */
export const shortDay = (day: Day) => short.format(at(day));
/** "23 Nov" */
export const dayAndMonth = (day: Day) => dayMonth.format(at(day));
/** "23 Nov 2026" */
export const fullDay = (day: Day) => dayMonthYear.format(at(day));
export const monthName = (day: Day) => month.format(at(day));
export const weekdayName = (day: Day) => weekday.format(at(day));
export const weekdayLetter = (day: Day) => weekdayNarrow.format(at(day));
export const dayOfMonth = (day: Day) => String(Number(day.slice(8)));

/** 0 is Monday, as in the API. */
export const weekdayLabel = (index: number, style: "long" | "short" | "narrow" = "short") => {
  const day = addDays("2024-01-01", index);
  return style === "long" ? weekdayName(day) : style === "short" ? weekdayShort.format(at(day)) : weekdayLetter(day);
};
export const weekdayIndex = (day: Day) => (at(day).getUTCDay() + 6) % 7;

export const addDays = (day: Day, days: number): Day =>
  new Date(at(day).getTime() + days * MS_A_DAY).toISOString().slice(0, 10);
export const daysBetween = (from: Day, to: Day) => Math.round((at(to).getTime() - at(from).getTime()) / MS_A_DAY);

/** The local day in an IANA zone; the phone's own day when the zone is unknown to it. */
export function localDay(zone: string, now = new Date()): Day {
  const parts = (timeZone?: string) =>
    new Intl.DateTimeFormat("en-CA", { ...(timeZone && { timeZone }), year: "numeric", month: "2-digit", day: "2-digit" });
  try {
    return parts(zone).format(now);
  } catch {
    return parts().format(now);
  }
}

/** "14:02" today, otherwise "Sun 14:02". */
export function clock(moment: Date, now = new Date()): string {
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const isToday = moment.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(lang, isToday ? time : { weekday: "short", ...time }).format(moment);
}

/** "Today", "Yesterday", otherwise "Fri, 20 Nov"; within a sentence "today", but still "Fri, 20 Nov". */
export function nearDay(day: Day, today: Day, where: "by itself" | "within a sentence" = "by itself"): string {
  const distance = daysBetween(day, today);
  if (distance >= -1 && distance <= 1) {
    const word = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-distance, "day");
    return where === "within a sentence" ? word : word.charAt(0).toUpperCase() + word.slice(1);
  }
  return shortDay(day);
}

const decimals = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
export const number = (value: number) => decimals.format(value);

const plurals = new Intl.PluralRules("en");
/** "1 day", "3 days" */
export const count = (n: number, one: string, other: string) => `${number(n)} ${plurals.select(n) === "one" ? one : other}`;

const countries = new Intl.DisplayNames(lang, { type: "region", fallback: "code" });
export function countryName(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}
