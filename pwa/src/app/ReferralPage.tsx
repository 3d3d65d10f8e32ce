import { useResource } from "../api/resource.ts";
import { listPulses } from "../api/supportCalls.ts";
import type { Suggestion } from "../api/types.ts";
import { ReferralDraft } from "../referrals/ReferralDraft.tsx";
import { PulseOfClient } from "../stalls/PulseOfClient.tsx";
import { Loaded } from "../ui/Loaded.tsx";

/** Answers older than this are asked for again; the server keeps the same count. */
const FRESH_MS = 28 * 86_400_000;

type Props = { suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** A suggestion for its coach, beside what the client says is in the way. */
export function ReferralPage({ suggestion, etag, onChanged }: Props) {
  const { client_id, goal_id } = suggestion;
  const { resource, reload } = useResource(`pulses of ${client_id}`, () => listPulses(client_id));
  const isPulseFresh =
    resource.state === "ready"
      ? resource.data.items.some(({ answered_at }) => answered_at !== null && Date.parse(answered_at) > Date.now() - FRESH_MS)
      : null;
  return (
    <ReferralDraft
      suggestion={suggestion}
      etag={etag}
      onChanged={onChanged}
      isPulseFresh={isPulseFresh}
      pulse={
        <Loaded resource={resource} onRetry={() => void reload()}>
          {({ items }) => <PulseOfClient client={client_id} goal={goal_id} pulses={items} onAsked={reload} />}
        </Loaded>
      }
    />
  );
}
