import { ErrorBoundary, Route, Router, useLocation } from "preact-iso";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Me, Role } from "../api/types.ts";
import { AddressNotice } from "../accounts/AddressNotice.tsx";
import { TodayPage } from "../checkins/TodayPage.tsx";
import { GoalsPage } from "../goals/GoalsPage.tsx";
import { words } from "../i18n/words.ts";
import { GuidePage } from "../referrals/GuidePage.tsx";
import { HelplinesPage } from "../referrals/HelplinesPage.tsx";
import { OfferedNotice } from "../referrals/OfferedNotice.tsx";
import { ProvidersPage } from "../referrals/ProvidersPage.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Layout } from "./Layout.tsx";
import * as later from "./later.ts";
import { SupportHome } from "./OfferPage.tsx";
import { enter, goOver, partFrom, startSession } from "./session.ts";
import { SignOut } from "./SignOut.tsx";
import { SuggestionPage } from "./SuggestionPage.tsx";
import { WelcomeNotice } from "./WelcomeNotice.tsx";

type Props = { me: Me };
type WithId = Props & { id: string };

// Defined once: a route's component that were made anew at each render would lose its state.
const Home = ({ me }: Props) => <Redirect to={homeOf(me)} />;
const Today = only<Props>("client", ({ me }) => (
  <TodayPage me={me}>
    <OfferedNotice />
    <WelcomeNotice me={me} />
  </TodayPage>
));
const Goals = only("client", GoalsPage);
const NewGoal = only<Props>("client", later.NewGoalPage);
const Goal = only<WithId>("client", ({ me, id }) => <later.GoalPage key={id} me={me} id={id} />);
const Insights = only("client", later.InsightsPage);
const Support = only("client", SupportHome);
const Guide = only("client", GuidePage);
const Suggestion = ({ me, id }: WithId) => <SuggestionPage key={id} me={me} id={id} />;
const Caseload = only<Props>("coach", later.CaseloadPage);
const Client = only<WithId>("coach", ({ me, id }) => <later.ClientPage key={id} me={me} id={id} />);
const Brief = only<WithId>("coach", ({ me, id }) => <later.BriefPage key={id} me={me} id={id} />);
const Templates = only<Props>("coach", later.TemplatesPage);
const Reminders = only<Props>("owner", later.RemindersPage);
const NewGoalForClient = only<WithId>("coach", ({ me, id }) => <later.NewGoalPage me={me} client={id} />);
const Triage = only<Props>("coach", later.TriagePage);
const Directory = only<Props>("owner", later.DirectoryEditor);
const Keeping = only<Props>("owner", later.KeepingPage);
const Chips = only<Props>("owner", later.ChipsPage);
const OwnersLedger = only<Props>("owner", later.LedgerPage);
const StallSettings = only<Props>("owner", later.StallSettingsPage);
const Practice = only<Props>("owner", later.PracticePage);
const PracticeHome = ({ me }: Props) => (
  <>
    <Practice me={me} />
    {me.roles.includes("owner") && <later.PracticeLinks me={me} />}
  </>
);
const People = ({ me }: Props) => (isAtDesk(me) ? <later.PeoplePage me={me} /> : <NotForRole />);
const Person = only<WithId>("owner", ({ me, id }) => <later.PersonPage key={id} me={me} id={id} onOwnRoles={startSession} />);
const Welcome = only<Props & { id?: string }>("client", ({ me, id }) => <later.WelcomePage me={me} {...(id !== undefined && { id })} />);
const Privacy = only("client", later.PrivacyPage);
const CoachView = only("client", later.CoachViewPage);
const CoachViewGoal = only<WithId>("client", ({ me, id }) => <later.CoachViewGoalPage key={id} me={me} id={id} />);
const WhoSees = only("client", later.WhoSeesPage);
const Reads = only("client", later.ReadsPage);
const Data = only<Props>("client", ({ me }) => <later.OwnDataPage me={me} onParted={partFrom} />);

/** Every address of the app, in one place. */
export function SignedIn({ me }: Props) {
  const { path } = useLocation();
  const isDesk = /^\/(caseload|clients)|coach-view\/./.test(path);
  if (me.passkey_first !== null && path !== "/helplines") {
    return (
      <Layout me={me} tabless>
        <ErrorBoundary>
          <later.PasskeyFirstPage me={me} onSignedIn={enter} onSwitched={goOver} />
        </ErrorBoundary>
        <SignOut me={me} />
      </Layout>
    );
  }
  return (
    <Layout me={me} wide={isDesk}>
      <AddressNotice me={me} onChanged={enter} />
      <ErrorBoundary>
        <Router>
          <Route path="/" component={Home} me={me} />
          <Route path="/sign-in" component={Home} me={me} />
          <Route path="/today" component={Today} me={me} />
          <Route path="/welcome" component={Welcome} me={me} />
          <Route path="/welcome/:id" component={Welcome} me={me} />
          <Route path="/goals" component={Goals} me={me} />
          <Route path="/goals/new" component={NewGoal} me={me} />
          <Route path="/goals/:id" component={Goal} me={me} />
          <Route path="/insights" component={Insights} me={me} />
          <Route path="/support" component={Support} me={me} />
          <Route path="/suggestions/:id" component={Suggestion} me={me} />
          <Route path="/caseload" component={Caseload} me={me} />
          <Route path="/clients/:id" component={Client} me={me} />
          <Route path="/clients/:id/brief" component={Brief} me={me} />
          <Route path="/clients/:id/goals/new" component={NewGoalForClient} me={me} />
          <Route path="/templates" component={Templates} me={me} />
          <Route path="/practice" component={PracticeHome} me={me} />
          <Route path="/triage" component={Triage} me={me} />
          <Route path="/support/guide" component={Guide} me={me} />
          <Route path="/providers" component={ProvidersPage} me={me} />
          <Route path="/practice/providers" component={Directory} me={me} />
          <Route path="/practice/ledger" component={OwnersLedger} me={me} />
          <Route path="/practice/keeping" component={Keeping} me={me} />
          <Route path="/practice/reminders" component={Reminders} me={me} />
          <Route path="/practice/chips" component={Chips} me={me} />
          <Route path="/practice/stalls" component={StallSettings} me={me} />
          <Route path="/people" component={People} me={me} />
          <Route path="/people/:id" component={Person} me={me} />
          <Route path="/settings" component={later.SettingsPage} me={me} />
          <Route path="/settings/access" component={later.AccessPage} me={me} />
          <Route path="/settings/tokens" component={later.TokensPage} me={me} />
          <Route path="/privacy" component={Privacy} me={me} />
          <Route path="/privacy/coach-view" component={CoachView} me={me} />
          <Route path="/privacy/coach-view/:id" component={CoachViewGoal} me={me} />
          <Route path="/privacy/who-sees" component={WhoSees} me={me} />
          <Route path="/privacy/reads" component={Reads} me={me} />
          <Route path="/privacy/data" component={Data} me={me} />
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

function isAtDesk({ roles }: Me): boolean {
  return roles.includes("owner") || roles.includes("coach");
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
