import type { Day } from "../api/types.ts";
import { addDays } from "../i18n/dates.ts";

const LONGEST_DAYS = 90;

/** The last day on which a card may come back: it rests no longer, whatever is arranged. */
export const lastDayOfRest = (today: Day): Day => addDays(today, LONGEST_DAYS);
