import { InvitationPage } from "../accounts/InvitationPage.tsx";
import { ObjectionPage } from "../accounts/ObjectionPage.tsx";
import { PasskeyFirstPage } from "../accounts/PasskeyFirstPage.tsx";
import { GoalSharingSheet } from "../privacy/GoalSharingSheet.tsx";
import { PrivacyPage } from "../privacy/PrivacyPage.tsx";
import { ReadsPage } from "../privacy/ReadsPage.tsx";
import { WhoSeesPage } from "../privacy/WhoSeesPage.tsx";
import { AccessPage } from "./AccessPage.tsx";
import { CoachViewPage } from "./CoachViewPage.tsx";
import { CoachViewGoalPage } from "./CoachViewGoalPage.tsx";
import { OwnDataPage } from "./OwnDataPage.tsx";
import { SettingsPage } from "./SettingsPage.tsx";
import { TokensPage } from "./TokensPage.tsx";
import { WelcomePage } from "./WelcomePage.tsx";

/** One's own account and privacy: fetched when one of these is first opened. */
export const pages = {
  AccessPage,
  CoachViewGoalPage,
  CoachViewPage,
  GoalSharingSheet,
  InvitationPage,
  ObjectionPage,
  OwnDataPage,
  PasskeyFirstPage,
  PrivacyPage,
  ReadsPage,
  SettingsPage,
  TokensPage,
  WelcomePage,
  WhoSeesPage,
};
