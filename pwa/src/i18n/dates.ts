import type { Day } from "../api/types.ts";

const MS_A_DAY = 86_400_000;
const FORMATS = {
  long: { weekday: "long", day: "numeric", month: "long" },
  short: { weekday: "short", day: "numeric", month: "short" },
  dayMonth: { day: "numeric", month: "short" },
  dayMonthYear: { day: "numeric", month: "short", year: "numeric" },
  dayNumber: { day: "numeric" },
  month: { month: "short" },
  weekday: { weekday: "long" },
  weekdayShort: { weekday: "short" },
  weekdayNarrow: { weekday: "narrow" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Each is made when it is first needed: making one takes a phone longer than drawing a screen with it. */
type Made = {
  tag: string;
  days: Partial<Record<keyof typeof FORMATS, Intl.DateTimeFormat>>;
  localDays: Record<string, Intl.DateTimeFormat>;
  decimals?: Intl.NumberFormat;
  plurals?: Intl.PluralRules;
};
let made: Made = { tag: "en", days: {}, localDays: {} };

/** Dates, numbers and plurals in this language, such as "de-AT", from now on. Called before anything is drawn. */
export function speakDates(tag: string): void {
  made = { tag, days: {}, localDays: {} };
}

const at = (day: Day) => new Date(`${day}T00:00:00Z`);
const say = (day: Day, as: keyof typeof FORMATS) =>
  (made.days[as] ??= new Intl.DateTimeFormat(made.tag, { timeZone: "UTC", ...FORMATS[as] })).format(at(day));

/** "Monday, 23 November" */
export const longDay = (day: Day) => say(day, "long");
/** "Mon, 23 Nov" */
export const shortDay = (day: Day) => say(day, "short");
/** "23 Nov" */
export const dayAndMonth = (day: Day) => say(day, "dayMonth");
/** "23 Nov 2026" */
export const fullDay = (day: Day) => say(day, "dayMonthYear");
export const monthName = (day: Day) => say(day, "month");
export const weekdayName = (day: Day) => say(day, "weekday");
export const weekdayLetter = (day: Day) => say(day, "weekdayNarrow");
export const dayOfMonth = (day: Day) => number(Number(day.slice(8)));

/** 0 is Monday, as in the API. */
export const weekdayLabel = (index: number, style: "long" | "short" | "narrow" = "short") => {
  const day = addDays("2024-01-01", index);
  return say(day, style === "long" ? "weekday" : style === "short" ? "weekdayShort" : "weekdayNarrow");
};
/** The days of a week to choose from, by their number in the API. */
export const weekdayOptions = () => Array.from({ length: 7 }, (_, day) => ({ value: String(day), label: weekdayLabel(day) }));
export const weekdayIndex = (day: Day) => (at(day).getUTCDay() + 6) % 7;

export const addDays = (day: Day, days: number): Day =>
  new Date(at(day).getTime() + days * MS_A_DAY).toISOString().slice(0, 10);
export const daysBetween = (from: Day, to: Day) => Math.round((at(to).getTime() - at(from).getTime()) / MS_A_DAY);

/** The local day in an IANA zone; the phone's own day when the zone is unknown to it. */
export function localDay(zone: string, now = new Date()): Day {
  const parts = (timeZone = "") =>
    (made.localDays[timeZone] ??= new Intl.DateTimeFormat("en-CA", { ...(timeZone && { timeZone }), year: "numeric", month: "2-digit", day: "2-digit" }));
  try {
    return parts(zone).format(now);
  } catch {
    return parts().format(now);
  }
}

/** "14:02" in an IANA zone; by the phone's own clock when the zone is unknown to it. */
export function timeOfDay(moment: Date, zone: string): string {
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  try {
    return new Intl.DateTimeFormat(made.tag, { ...time, timeZone: zone }).format(moment);
  } catch {
    return new Intl.DateTimeFormat(made.tag, time).format(moment);
  }
}

/** "14:02" today, otherwise "Sun 14:02". */
export function clock(moment: Date, now = new Date()): string {
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const isToday = moment.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(made.tag, isToday ? time : { weekday: "short", ...time }).format(moment);
}

/** "Today", "Yesterday", otherwise "Fri, 20 Nov"; within a sentence "today", but still "Fri, 20 Nov". */
export function nearDay(day: Day, today: Day, where: "by itself" | "within a sentence" = "by itself"): string {
  const distance = daysBetween(day, today);
  if (distance >= -1 && distance <= 1) {
    const word = new Intl.RelativeTimeFormat(made.tag, { numeric: "auto" }).format(-distance, "day");
    return where === "within a sentence" ? word : word.charAt(0).toLocaleUpperCase(made.tag) + word.slice(1);
  }
  return shortDay(day);
}

/** "tomorrow", "Thursday", otherwise "Fri, 4 Dec": within a sentence, for a day that is to come. */
export function comingDay(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  return distance > 1 && distance < 7 ? weekdayName(day) : nearDay(day, today, "within a sentence");
}

const decimals = () => (made.decimals ??= new Intl.NumberFormat(made.tag, { maximumFractionDigits: 2 }));
const decimalSign = () => (decimals().format(1.5).includes(",") ? "," : ".");
const isOne = (n: number) => (made.plurals ??= new Intl.PluralRules(made.tag)).select(n) === "one";

export const number = (value: number) => decimals().format(value);

/** A number as people type it here, such as 32,6: what is written into a field for them to change. */
export const numberToType = (value: number) => String(value).replace(".", decimalSign());

/** What was typed as a number, with a comma or a point for decimals; NaN where it is none. A group of three after the sign that is not for decimals here makes thousands: 1.200 in German. */
export function typedNumber(text: string): number {
  const typed = text.replaceAll(/\s/g, "");
  const decimal = decimalSign();
  const grouping = decimal === "," ? "." : ",";
  const isGrouped = typed.includes(decimal) || (grouping === "." ? /^-?\d{1,3}(\.\d{3})+$/ : /^-?\d{1,3}(,\d{3})+$/).test(typed);
  const plain = isGrouped ? typed.replaceAll(grouping, "") : typed;
  return typed === "" ? Number.NaN : Number(plain.replace(",", "."));
}

/** "1 day", "3 days" */
export const count = (n: number, one: string, other: string) => `${number(n)} ${isOne(n) ? one : other}`;

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(made.tag, { type: "region", fallback: "code" }).of(code) ?? code;
  } catch {
    return code;
  }
}
