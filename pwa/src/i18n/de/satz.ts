import { fullDay } from "../dates.ts";

/** The sentence with one full stop: a German date such as "23. Nov." brings its own. */
export const satz = (text: string) => (text.endsWith(".") ? text : `${text}.`);

export const tagVon = (moment: string) => fullDay(moment.slice(0, 10));
