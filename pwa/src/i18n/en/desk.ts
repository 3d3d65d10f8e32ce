import { people, invite, csv, person } from "./desk/people.ts";
import { practice, notes } from "./desk/practice.ts";
import { brief, meetings, twoVersions } from "./desk/meetings.ts";
import { programmes, templates } from "./desk/templates.ts";

export const desk = {
  practice,
  people,
  invite,
  csv,
  person,
  notes,
  meetings,
  brief,
  twoVersions,
  templates,
  programmes,
} as const;
