import { people, invite, csv, person } from "./en/desk/people.ts";
import { practice, notes } from "./en/desk/practice.ts";

/** The words of the desk's people and practice: fetched with those pages. */
export const desk = {
  practice,
  people,
  invite,
  csv,
  person,
  notes,
} as const;
