import { Pause as PauseIcon } from "lucide";
import { listMyGoals, listSkips } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Day, Me, Pause, SkipFacts, Uuid } from "../api/types.ts";
import { addDays } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { fates, record } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { toast } from "../ui/Toast.tsx";
import { keepOrSay } from "./save.ts";
import { wishFor } from "./say.ts";

/** A break that covers today, and the way back from it. */
export function PausedCard({ pause, today, me }: { pause: Pause; today: Day; me: Me }) {
  return (
    <div class="card soft">
      <div class="row">
        <Icon of={PauseIcon} />
        <p class="logged-words">{pause.goal_id === null ? <AllPaused pause={pause} /> : <OnePaused pause={pause} goal={pause.goal_id} me={me} />}</p>
      </div>
      <div>
        <Button onClick={() => void endBreak(pause, today)}>{words.pause.back}</Button>
      </div>
    </div>
  );
}

function AllPaused({ pause }: { pause: Pause }) {
  const reason = useReason(pause);
  // Until it is known why, nothing is wished.
  const wish = reason === undefined ? "" : `${wishFor(reason)} `;
  return <>{wish + words.pause.quietUntil(backAfter(pause))}</>;
}

/** The other goals go on, and so do reminders. What rests is in no day's plan: it is found among all goals. */
function OnePaused({ pause, goal, me }: { pause: Pause; goal: Uuid; me: Me }) {
  const { resource } = useResource(`paused ${goal}`, () => listMyGoals(me.id));
  const title = resource.state === "ready" ? resource.data.items.find(({ id }) => id === goal)?.title : undefined;
  return <>{title !== undefined && words.pause.goalPaused(title, backAfter(pause))}</>;
}

function backAfter({ until_on }: Pause): Day | null {
  return until_on === null ? null : addDays(until_on, 1);
}

/** Why the break was taken: null for no reason given, undefined while that is not known. */
function useReason({ skip_id }: Pause): string | null | undefined {
  const { resource } = useResource("skips", listSkips);
  const recorded = fates.value.get(`/skips/${skip_id}`)?.body as SkipFacts | null | undefined;
  if (recorded) return recorded.reason ?? null;
  return resource.state === "ready" ? resource.data.items.find(({ id }) => id === skip_id)?.reason : undefined;
}

async function endBreak(pause: Pause, today: Day): Promise<void> {
  const path = `/skips/${pause.skip_id}`;
  // A break that began today leaves nothing to keep; a longer one ends yesterday.
  const ending =
    pause.from_on >= today
      ? record({ method: "DELETE", path, body: null })
      : record({ method: "PUT", path, body: { ...(await skipBody(pause)), until_on: addDays(today, -1) } });
  if (await keepOrSay(ending)) toast(words.pause.welcomeBack);
}

async function skipBody({ skip_id, goal_id, from_on }: Pause) {
  const known = await listSkips().catch(() => null);
  const reason = known?.data.items.find(({ id }) => id === skip_id)?.reason ?? null;
  return { goal_id, from_on, reason };
}
