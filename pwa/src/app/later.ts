import { lazy } from "preact-iso";
import { desk, goals, mine } from "./fetched.ts";

/** The pages that are fetched when they are first opened: goals, the desk, and one's own account and privacy. */
export const GoalPage = lazy(() => goals().then(({ goalPages }) => goalPages.GoalPage));
export const NewGoalPage = lazy(() => goals().then(({ goalPages }) => goalPages.NewGoalPage));
export const InsightsPage = lazy(() => goals().then(({ goalPages }) => goalPages.InsightsPage));
export const InvitationPage = lazy(() => mine().then(({ pages }) => pages.InvitationPage));
export const ObjectionPage = lazy(() => mine().then(({ pages }) => pages.ObjectionPage));
export const PasskeyFirstPage = lazy(() => mine().then(({ pages }) => pages.PasskeyFirstPage));
export const SettingsPage = lazy(() => mine().then(({ pages }) => pages.SettingsPage));
export const AccessPage = lazy(() => mine().then(({ pages }) => pages.AccessPage));
export const TokensPage = lazy(() => mine().then(({ pages }) => pages.TokensPage));
export const PrivacyPage = lazy(() => mine().then(({ pages }) => pages.PrivacyPage));
export const CoachViewPage = lazy(() => mine().then(({ pages }) => pages.CoachViewPage));
export const CoachViewGoalPage = lazy(() => mine().then(({ pages }) => pages.CoachViewGoalPage));
export const WhoSeesPage = lazy(() => mine().then(({ pages }) => pages.WhoSeesPage));
export const ReadsPage = lazy(() => mine().then(({ pages }) => pages.ReadsPage));
export const OwnDataPage = lazy(() => mine().then(({ pages }) => pages.OwnDataPage));
export const CaseloadPage = lazy(() => desk().then(({ coach }) => coach.CaseloadPage));
export const ClientPage = lazy(() => desk().then(({ coach }) => coach.ClientPage));
export const PracticePage = lazy(() => desk().then(({ coach }) => coach.PracticePage));
export const PeoplePage = lazy(() => desk().then(({ coach }) => coach.PeoplePage));
export const PersonPage = lazy(() => desk().then(({ coach }) => coach.PersonPage));
export const PracticeLinks = lazy(() => desk().then(({ coach }) => coach.PracticeLinks));
export const TriagePage = lazy(() => desk().then(({ coach }) => coach.TriagePage));
export const DirectoryEditor = lazy(() => desk().then(({ coach }) => coach.DirectoryEditor));
export const LedgerPage = lazy(() => desk().then(({ coach }) => coach.LedgerPage));
export const StallSettingsPage = lazy(() => desk().then(({ coach }) => coach.StallSettingsPage));
