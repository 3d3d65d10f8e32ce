import { ErrorBoundary, LocationProvider, useLocation } from "preact-iso";
import { SignInPage } from "../accounts/SignInPage.tsx";
import { HelplinesPage } from "../referrals/HelplinesPage.tsx";
import { Skeleton } from "../ui/Loaded.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { Layout } from "./Layout.tsx";
import * as later from "./later.ts";
import { enter, session, startSession } from "./session.ts";
import { SignedIn } from "./SignedIn.tsx";

export function App() {
  return (
    <LocationProvider>
      <Screens />
    </LocationProvider>
  );
}

function Screens() {
  const { path, route } = useLocation();
  const now = session.value;
  const me = now.state === "signed_in" ? now.me : null;
  if (path === "/invitation" || path === "/objection") {
    // Whose page it is must be known first: an invitation may be for somebody else than who is signed in here.
    return (
      <Layout me={me}>
        {now.state === "unknown" ? (
          <Skeleton />
        ) : (
          <ErrorBoundary>
            {path === "/invitation" ? (
              <later.InvitationPage
                me={me}
                onAccepted={(accepted) => {
                  enter(accepted);
                  route(accepted.roles.includes("client") ? "/welcome" : "/", true);
                }}
              />
            ) : (
              <later.ObjectionPage onDone={startSession} />
            )}
          </ErrorBoundary>
        )}
      </Layout>
    );
  }
  if (me !== null) return <SignedIn me={me} />;
  return (
    <Layout me={null}>
      {path === "/helplines" ? (
        <HelplinesPage />
      ) : now.state === "unknown" ? (
        <Skeleton />
      ) : now.state === "unreachable" ? (
        <Trouble error={now.error} onRetry={() => void startSession()} />
      ) : now.state === "signed_out" ? (
        <SignInPage waiting={now.waiting} word={now.word} onSignedIn={(entered) => enter(entered)} />
      ) : null}
    </Layout>
  );
}
