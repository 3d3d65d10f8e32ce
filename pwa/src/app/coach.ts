import { PeoplePage } from "../accounts/PeoplePage.tsx";
import { CaseloadPage } from "../caseload/CaseloadPage.tsx";
import { TemplatesPage } from "../goals/templates/TemplatesPage.tsx";
import { BriefPage } from "./BriefPage.tsx";
import { ClientPage } from "./ClientPage.tsx";
import { ReferralPage } from "./ReferralPage.tsx";

/** The desk: fetched only by those who coach or own a practice. */
export const coach = {
  BriefPage,
  CaseloadPage,
  ClientPage,
  PeoplePage,
  ReferralPage,
  TemplatesPage,
};
