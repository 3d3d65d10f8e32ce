// What the desk has already is not fetched again: only the pages that are an owner's own stand here.
import "./coach.ts";
import { PersonPage } from "../accounts/PersonPage.tsx";
import { PracticePage } from "../accounts/PracticePage.tsx";
import { ChipsPage } from "../checkins/ChipsPage.tsx";
import { KeepingPage } from "../caseload/KeepingPage.tsx";
import { LedgerPage } from "../caseload/LedgerPage.tsx";
import { RemindersPage } from "../nudges/RemindersPage.tsx";
import { DirectoryEditor } from "../referrals/DirectoryEditor.tsx";
import { StallSettingsPage } from "../stalls/StallSettingsPage.tsx";
import { PracticeLinks } from "./PracticeLinks.tsx";

/** What a practice is set up with: fetched only by its owners. */
export const owner = {
  ChipsPage,
  DirectoryEditor,
  KeepingPage,
  LedgerPage,
  PersonPage,
  PracticeLinks,
  PracticePage,
  RemindersPage,
  StallSettingsPage,
};
