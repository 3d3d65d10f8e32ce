import { people, invite, csv, person } from "./desk/people.ts";
import { chips } from "./desk/chips.ts";
import { practice, notes } from "./desk/practice.ts";
import { brief, find, meetings } from "./desk/meetings.ts";
import { programmes, templates } from "./desk/templates.ts";
import { reminders } from "./desk/reminders.ts";

export const desk = {
  practice,
  chips,
  people,
  invite,
  csv,
  person,
  notes,
  meetings,
  brief,
  templates,
  programmes,
  reminders,
  find,
} as const;
