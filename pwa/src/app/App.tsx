import { ErrorBoundary, lazy, LocationProvider, Route, Router, useLocation } from "preact-iso";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Me, Role } from "../api/types.ts";
import { SignInPage } from "../accounts/SignInPage.tsx";
import { InsightsPage } from "../checkins/InsightsPage.tsx";
import { TodayPage } from "../checkins/TodayPage.tsx";
import { GoalsPage } from "../goals/GoalsPage.tsx";
import { words } from "../i18n/en.ts";
import { GuidePage } from "../referrals/GuidePage.tsx";
import { HelplinesPage } from "../referrals/HelplinesPage.tsx";
import { OfferedNotice } from "../referrals/OfferedNotice.tsx";
import { ProvidersPage } from "../referrals/ProvidersPage.tsx";
import { Skeleton } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { GoalPage } from "./GoalPage.tsx";
import { Layout } from "./Layout.tsx";
import { NewGoalPage } from "./NewGoalPage.tsx";
import { SupportHome } from "./OfferPage.tsx";
import { enter, session, startSession } from "./session.ts";
import { SettingsPage } from "./SettingsPage.tsx";
import { SuggestionPage } from "./SuggestionPage.tsx";

const CaseloadPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.CaseloadPage));
const ClientPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.ClientPage));
const PracticePage = lazy(() => import("./coach.ts").then(({ coach }) => coach.PracticePage));
const PracticeLinks = lazy(() => import("./coach.ts").then(({ coach }) => coach.PracticeLinks));
const TriagePage = lazy(() => import("./coach.ts").then(({ coach }) => coach.TriagePage));
const DirectoryEditor = lazy(() => import("./coach.ts").then(({ coach }) => coach.DirectoryEditor));
const LedgerPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.LedgerPage));
const StallSettingsPage = lazy(() => import("./coach.ts").then(({ coach }) => coach.StallSettingsPage));

export function App() {
  return (
    <LocationProvider>
      <Screens />
    </LocationProvider>
  );
}

function Screens() {
  const { path } = useLocation();
  const now = session.value;
  if (now.state === "signed_in") return <SignedIn me={now.me} />;
  return (
    <Layout me={null}>
      {path === "/helplines" ? (
        <HelplinesPage />
      ) : now.state === "unknown" ? (
        <Skeleton />
      ) : now.state === "unreachable" ? (
        <Trouble error={now.error} onRetry={() => void startSession()} />
      ) : (
        <SignInPage waiting={now.waiting} onSignedIn={(me) => void enter(me)} />
      )}
    </Layout>
  );
}

type Props = { me: Me };
type WithId = Props & { id: string };

// Defined once: a route's component that were made anew at each render would lose its state.
const Home = ({ me }: Props) => <Redirect to={homeOf(me)} />;
const Today = only<Props>("client", ({ me }) => (
  <TodayPage me={me}>
    <OfferedNotice />
  </TodayPage>
));
const Goals = only("client", GoalsPage);
const NewGoal = only("client", NewGoalPage);
const Goal = only<WithId>("client", ({ me, id }) => <GoalPage key={id} me={me} id={id} />);
const Insights = only("client", InsightsPage);
const Support = only("client", SupportHome);
const Guide = only("client", GuidePage);
const Suggestion = ({ me, id }: WithId) => <SuggestionPage key={id} me={me} id={id} />;
const Caseload = only<Props>("coach", CaseloadPage);
const Client = only<WithId>("coach", ({ me, id }) => <ClientPage key={id} me={me} id={id} />);
const NewGoalForClient = only<WithId>("coach", ({ me, id }) => <NewGoalPage me={me} client={id} />);
const Practice = only<Props>("owner", PracticePage);
const PracticeHome = ({ me }: Props) => (
  <>
    <Practice me={me} />
    {me.roles.includes("owner") && <PracticeLinks />}
  </>
);
const Triage = only<Props>("coach", TriagePage);
const Directory = only<Props>("owner", DirectoryEditor);
const OwnersLedger = only<Props>("owner", LedgerPage);
const StallSettings = only<Props>("owner", StallSettingsPage);

/** Every address of the app, in one place. */
function SignedIn({ me }: Props) {
  const { path } = useLocation();
  const isDesk = /^\/(caseload|clients)/.test(path);
  return (
    <Layout me={me} wide={isDesk}>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={Home} me={me} />
          <Route path="/sign-in" component={Home} me={me} />
          <Route path="/today" component={Today} me={me} />
          <Route path="/goals" component={Goals} me={me} />
          <Route path="/goals/new" component={NewGoal} me={me} />
          <Route path="/goals/:id" component={Goal} me={me} />
          <Route path="/insights" component={Insights} me={me} />
          <Route path="/support" component={Support} me={me} />
          <Route path="/suggestions/:id" component={Suggestion} me={me} />
          <Route path="/caseload" component={Caseload} me={me} />
          <Route path="/clients/:id" component={Client} me={me} />
          <Route path="/clients/:id/goals/new" component={NewGoalForClient} me={me} />
          <Route path="/practice" component={PracticeHome} me={me} />
          <Route path="/triage" component={Triage} me={me} />
          <Route path="/support/guide" component={Guide} me={me} />
          <Route path="/providers" component={ProvidersPage} me={me} />
          <Route path="/practice/providers" component={Directory} me={me} />
          <Route path="/practice/ledger" component={OwnersLedger} me={me} />
          <Route path="/practice/stalls" component={StallSettings} me={me} />
          <Route path="/settings" component={SettingsPage} me={me} />
          <Route path="/helplines" component={HelplinesPage} me={me} />
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </Layout>
  );
}

/** The page for those in the role; a plain word to the others. */
function only<P extends Props>(role: Role, Page: ComponentType<P>) {
  return (props: P) => (props.me.roles.includes(role) ? <Page {...props} /> : <NotForRole />);
}

function homeOf({ roles }: Me): string {
  if (roles.includes("client")) return "/today";
  return roles.includes("coach") ? "/triage" : "/practice";
}

function Redirect({ to }: { to: string }) {
  const { route } = useLocation();
  useEffect(() => route(to, true), [to]);
  return null;
}

function NotForRole() {
  return <PageHead title={words.app.notForRole} />;
}

function NotFound() {
  return (
    <>
      <PageHead title={words.app.notFound} lead={words.app.notFoundHelp} />
      <p>
        <a href="/">{words.app.backToStart}</a>
      </p>
    </>
  );
}
