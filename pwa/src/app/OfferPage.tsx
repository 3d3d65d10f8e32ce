import { listMyGoals } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Me, Suggestion } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { OfferedSuggestion } from "../referrals/OfferedSuggestion.tsx";
import { SupportPage } from "../referrals/SupportPage.tsx";
import { AskedPulse } from "../stalls/AskedPulse.tsx";
import { PageHead } from "../ui/PageHead.tsx";

type Props = { me: Me; suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** A suggestion for the client it is about, with the titles of the goals that stay in coaching. */
export function OfferPage({ me, suggestion, etag, onChanged }: Props) {
  const goals = useResource("goals", () => listMyGoals(me.id));
  const mine = goals.resource.state === "ready" ? goals.resource.data.items : [];
  const meanwhile = mine.filter(({ id }) => suggestion.goals_meanwhile.includes(id)).map(({ title }) => title);
  if (suggestion.offered_at === null) {
    // What one asked for oneself, and has not been answered yet, stands on the Support page.
    return (
      <>
        <PageHead title={words.help.request(suggestion.created_at.slice(0, 10))} lead={suggestion.state === "drafted" ? words.help.requestHelp : undefined} />
        <p>
          <a href="/support">{words.support.title}</a>
        </p>
      </>
    );
  }
  return <OfferedSuggestion suggestion={suggestion} etag={etag} meanwhile={meanwhile} onChanged={onChanged} />;
}

/** The Support page with what the coach asks. */
export function SupportHome({ me }: { me: Me }) {
  return (
    <SupportPage me={me}>
      <AskedPulse me={me} />
    </SupportPage>
  );
}
