import { lazy } from "preact-iso";

/** The pages that are fetched when they are first opened: goals, the desk, and one's own account and privacy. */
export const GoalPage = lazy(() => import("./goalPages.ts").then(({ goalPages }) => goalPages.GoalPage));
export const NewGoalPage = lazy(() => import("./goalPages.ts").then(({ goalPages }) => goalPages.NewGoalPage));
export const InsightsPage = lazy(() => import("./goalPages.ts").then(({ goalPages }) => goalPages.InsightsPage));
export const InvitationPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.InvitationPage));
export const ObjectionPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.ObjectionPage));
export const PasskeyFirstPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.PasskeyFirstPage));
export const SettingsPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.SettingsPage));
export const AccessPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.AccessPage));
export const TokensPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.TokensPage));
export const PrivacyPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.PrivacyPage));
export const CoachViewPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.CoachViewPage));
export const CoachViewGoalPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.CoachViewGoalPage));
export const WhoSeesPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.WhoSeesPage));
export const ReadsPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.ReadsPage));
export const OwnDataPage = lazy(() => import("./mine.ts").then(({ pages }) => pages.OwnDataPage));
export const CaseloadPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.CaseloadPage));
export const ClientPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.ClientPage));
export const PracticePage = lazy(() => import("./coach.ts").then(({ coach }) => coach.PracticePage));
export const PeoplePage = lazy(() => import("./coach.ts").then(({ coach }) => coach.PeoplePage));
export const PersonPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.PersonPage));
export const PracticeLinks = lazy(() => import("./coach.ts").then(({ coach }) => coach.PracticeLinks));
export const TriagePage = lazy(() => import("./coach.ts").then(({ coach }) => coach.TriagePage));
export const DirectoryEditor = lazy(() => import("./coach.ts").then(({ coach }) => coach.DirectoryEditor));
export const LedgerPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.LedgerPage));
export const StallSettingsPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.StallSettingsPage));
