import { lazy, ErrorBoundary } from "preact-iso";
import { getSuggestion } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { desk } from "./fetched.ts";
import { OfferPage } from "./OfferPage.tsx";

const ReferralPage = lazy(() => desk().then(({ coach }) => coach.ReferralPage));

/** One suggestion: an offer to the client it is about, a draft to their coach. */
export function SuggestionPage({ me, id }: { me: Me; id: string }) {
  const { resource, reload } = useResource(`suggestion ${id}`, () => getSuggestion(id));
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(suggestion, { etag }) =>
        suggestion.client_id === me.id ? (
          <OfferPage me={me} suggestion={suggestion} etag={etag} onChanged={reload} />
        ) : (
          <ErrorBoundary>
            <ReferralPage suggestion={suggestion} etag={etag} onChanged={reload} />
          </ErrorBoundary>
        )
      }
    </Loaded>
  );
}
