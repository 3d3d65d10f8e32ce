import { PeoplePage } from "../accounts/PeoplePage.tsx";
import { PersonPage } from "../accounts/PersonPage.tsx";
import { PracticePage } from "../accounts/PracticePage.tsx";
import { CaseloadPage } from "../caseload/CaseloadPage.tsx";
import { ReferralDraft } from "../referrals/ReferralDraft.tsx";
import { ClientPage } from "./ClientPage.tsx";

/** The desk: fetched only by those who coach or own a practice. */
export const coach = { CaseloadPage, ClientPage, PeoplePage, PersonPage, PracticePage, ReferralDraft };
