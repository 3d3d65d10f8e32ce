import { people, invite, csv, person } from "./desk/people.ts";
import { practice, notes } from "./desk/practice.ts";

export const desk = {
  practice,
  people,
  invite,
  csv,
  person,
  notes,
} as const;
