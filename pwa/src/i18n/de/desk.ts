import type { Desk } from "../desk.ts";
import type { DeskSupport } from "../deskSupport.ts";
import { chips } from "./desk/chips.ts";
import { keeping } from "./desk/keeping.ts";
import { owner } from "./desk/owner.ts";
import { csv, invite, people, person } from "./desk/people.ts";
import { brief, find, meetings } from "./desk/meetings.ts";
import { notes, practice } from "./desk/practice.ts";
import { draft } from "./desk/drafts.ts";
import { referral } from "./desk/referrals.ts";
import { help } from "./desk/stalls.ts";
import { reminders } from "./desk/reminders.ts";
import { programmes, templates } from "./desk/templates.ts";
import { triage } from "./desk/triage.ts";

export const desk: Desk = { practice, chips, people, invite, csv, person, notes, meetings, brief, templates, programmes, reminders, find };
export const deskSupport: DeskSupport = { triage, help, referral, draft, owner, keeping };
