import { lazy, ErrorBoundary } from "preact-iso";
import { getSuggestion } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { OfferedSuggestion } from "../referrals/OfferedSuggestion.tsx";
import { Loaded } from "../ui/Loaded.tsx";

const ReferralDraft = lazy(() => import("./coach.ts").then(({ coach }) => coach.ReferralDraft));

/** One suggestion: an offer to the client it is about, a draft to their coach. */
export function SuggestionPage({ me, id }: { me: Me; id: string }) {
  const { resource, reload } = useResource(`suggestion ${id}`, () => getSuggestion(id));
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(suggestion, { etag }) =>
        suggestion.client_id === me.id ? (
          <OfferedSuggestion suggestion={suggestion} etag={etag} onChanged={reload} />
        ) : (
          <ErrorBoundary>
            <ReferralDraft suggestion={suggestion} etag={etag} onChanged={reload} />
          </ErrorBoundary>
        )
      }
    </Loaded>
  );
}
