import { PeoplePage } from "../accounts/PeoplePage.tsx";
import { PersonPage } from "../accounts/PersonPage.tsx";
import { PracticePage } from "../accounts/PracticePage.tsx";
import { CaseloadPage } from "../caseload/CaseloadPage.tsx";
import { ChipsPage } from "../checkins/ChipsPage.tsx";
import { KeepingPage } from "../caseload/KeepingPage.tsx";
import { LedgerPage } from "../caseload/LedgerPage.tsx";
import { TriagePage } from "../caseload/TriagePage.tsx";
import { TemplatesPage } from "../goals/templates/TemplatesPage.tsx";
import { RemindersPage } from "../nudges/RemindersPage.tsx";
import { DirectoryEditor } from "../referrals/DirectoryEditor.tsx";
import { StallSettingsPage } from "../stalls/StallSettingsPage.tsx";
import { BriefPage } from "./BriefPage.tsx";
import { ClientPage } from "./ClientPage.tsx";
import { PracticeLinks } from "./PracticeLinks.tsx";
import { ReferralPage } from "./ReferralPage.tsx";

/** The desk: fetched only by those who coach or own a practice. */
export const coach = {
  BriefPage,
  CaseloadPage,
  ChipsPage,
  ClientPage,
  DirectoryEditor,
  KeepingPage,
  LedgerPage,
  PeoplePage,
  PersonPage,
  PracticeLinks,
  PracticePage,
  ReferralPage,
  RemindersPage,
  StallSettingsPage,
  TemplatesPage,
  TriagePage,
};
