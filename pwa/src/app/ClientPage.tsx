import { FileText, Plus } from "lucide";
import { getProgress, getStall, listCheckIns, listSuggestions } from "../api/calls.ts";
import { useLive } from "../api/live.ts";
import { listGoalsOf } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import { getSupport } from "../api/supportCalls.ts";
import type { Goal, Me, Suggestion, Uuid } from "../api/types.ts";
import { RecentCheckIns } from "../checkins/RecentCheckIns.tsx";
import { UnreadReplies, useAbove } from "../checkins/UnreadReplies.tsx";
import { FromTemplate } from "../goals/templates/FromTemplate.tsx";
import { desk } from "../i18n/desk.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Appointments } from "../caseload/Appointments.tsx";
import { CoachNotes } from "../caseload/CoachNotes.tsx";
import { BeginSuggestion } from "../referrals/BeginSuggestion.tsx";
import { Adaptations } from "../stalls/Adaptations.tsx";
import { EpisodeVerdict } from "../stalls/EpisodeVerdict.tsx";
import { Evidence } from "../stalls/Evidence.tsx";
import { Paces, WhatToTry } from "../stalls/WhatToTry.tsx";
import { Back } from "../ui/Back.tsx";
import { saidIn } from "../ui/charts/patterns.ts";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { isSheetOpen } from "../ui/Sheet.tsx";
import { GoalDesk, ProgressSeen } from "./GoalDesk.tsx";
import { PatternsSeen } from "../checkins/PatternsSeen.tsx";
import { useClientName } from "./useClientName.ts";

/** What the server gives at once, as for what the client sees of it: both look at the same graphs. */
const MOST_CHECK_INS = 100;

/** One client as their coach may see them: each goal with its progress, evidence, what was tried, check-ins. */
export function ClientPage({ me, id }: { me: Me; id: string }) {
  const name = useClientName(id);
  const goals = useResource(`goals of ${id}`, () => listGoalsOf(id));
  const suggestions = useResource("suggestions", listSuggestions);
  const [above, onShown] = useAbove();
  // What a sheet was opened from stays as it is until that is closed.
  useLive(async () => {
    if (!isSheetOpen()) await Promise.all([goals.refresh(), suggestions.refresh()]);
  });
  const open =
    suggestions.resource.state === "ready"
      ? suggestions.resource.data.items.find(({ client_id, state }) => client_id === id && state !== "dismissed" && state !== "closed")
      : undefined;
  return (
    <>
      <Back href="/caseload" to={words.client.back} />
      <PageHead
        title={name ?? words.caseload.client}
        actions={
          <div class="row">
            {open?.state !== "drafted" && open?.state !== "offered" && suggestions.resource.state === "ready" && goals.resource.state === "ready" && (
              <BeginSuggestion client={id} name={name ?? words.caseload.client} goals={goals.resource.data.items} />
            )}
            <a class="button" href={`/clients/${id}/brief`}>
              <Icon of={FileText} /> {desk.brief.title}
            </a>
            <a class="button" href={`/clients/${id}/goals/new`}>
              <Icon of={Plus} /> {words.client.newGoal}
            </a>
          </div>
        }
      />
      <div class="stack-wide">
        {open !== undefined && <SuggestionNotice suggestion={open} />}
        <Appointments client={id} name={name ?? words.caseload.client} me={me} />
        <Loaded resource={goals.resource} onRetry={() => void goals.reload()}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="card soft">{words.client.noGoals}</p>
            ) : (
              <div class="stack-wide">
                <UnreadReplies goals={items} me={me} title={goalPages.replies.fresh} isNamed onShown={onShown} />
                {items.map((goal) => (
                  <GoalSection key={goal.id} goal={goal} me={me} above={above} />
                ))}
              </div>
            )
          }
        </Loaded>
        <FromTemplate client={id} name={name ?? words.caseload.client} today={me.today} onGiven={goals.reload} />
        <CoachNotes client={id} name={name ?? words.caseload.client} />
      </div>
    </>
  );
}

function SuggestionNotice({ suggestion }: { suggestion: Suggestion }) {
  return (
    <section class="card talk" aria-label={words.client.suggestions}>
      <div class="row-between">
        <p>
          <strong>{deskSupport.draft.states[suggestion.state]}</strong>
          {suggestion.response !== null && `: ${words.suggestion.choices[suggestion.response]}`}
        </p>
        <a class="button" href={`/suggestions/${suggestion.id}`}>
          {suggestion.state === "drafted" ? deskSupport.draft.open : deskSupport.draft.look}
        </a>
      </div>
    </section>
  );
}

function GoalSection({ goal, me, above }: { goal: Goal; me: Me; above: ReadonlySet<Uuid> }) {
  const progress = useResource(`progress ${goal.id}`, () => getProgress(goal.id));
  const support = useResource(`support ${goal.id}`, () => getSupport(goal.id));
  const checkIns = useResource(`patterns ${goal.id}`, () => listCheckIns(goal.id, undefined, MOST_CHECK_INS));
  const stall = useResource(`stall ${goal.id}`, () => getStall(goal.id));
  useLive(async () => {
    await Promise.all([progress, support, checkIns, stall].map(({ refresh }) => refresh()));
  });
  return (
    <GoalDesk
      goal={goal}
      progress={
        <>
          <Loaded resource={progress.resource} onRetry={() => void progress.reload()}>
            {(shown) => <ProgressSeen progress={shown} title={goal.title} />}
          </Loaded>
          {support.resource.state === "ready" && <Paces support={support.resource.data} />}
          <Loaded resource={checkIns.resource} onRetry={() => void checkIns.reload()} quiet>
            {({ items }) => <PatternsSeen said={saidIn(items)} today={me.today} />}
          </Loaded>
        </>
      }
      checkIns={<RecentCheckIns goal={goal} me={me} atATime={5} above={above} empty={words.goal.checkInsNotShared} live={(refresh) => <Live refresh={refresh} />} />}
      standing={
        <>
          <Loaded resource={stall.resource} onRetry={() => void stall.reload()}>
            {(shown) => <Evidence stall={shown} showAll />}
          </Loaded>
          {support.resource.state === "ready" && <WhatToTry support={support.resource.data} />}
        </>
      }
      tried={
        <>
          <Adaptations
            goal={goal.id}
            title={goal.title}
            today={me.today}
            onLogged={async () => {
              await Promise.all([stall.reload(), support.reload()]);
            }}
          />
          <EpisodeVerdict goal={goal.id} />
        </>
      }
    />
  );
}

function Live({ refresh }: { refresh: () => Promise<void> }) {
  useLive(refresh);
  return null;
}
