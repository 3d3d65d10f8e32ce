import { ArrowLeft, Plus } from "lucide";
import { getProgress, getStall, listGoalsOf, listPeople, listSuggestions } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import { getSupport } from "../api/supportCalls.ts";
import type { Goal, Me, Suggestion } from "../api/types.ts";
import { RecentCheckIns } from "../checkins/RecentCheckIns.tsx";
import { GoalWords } from "../goals/GoalWords.tsx";
import { sayPlan } from "../goals/say.ts";
import { words } from "../i18n/en.ts";
import { BeginSuggestion } from "../referrals/BeginSuggestion.tsx";
import { Adaptations } from "../stalls/Adaptations.tsx";
import { EpisodeVerdict } from "../stalls/EpisodeVerdict.tsx";
import { Evidence } from "../stalls/Evidence.tsx";
import { Paces, WhatToTry } from "../stalls/WhatToTry.tsx";
import { AdherenceCalendar } from "../ui/charts/AdherenceCalendar.tsx";
import { ProgressPlot } from "../ui/charts/ProgressPlot.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** One client as their coach may see them: each goal with its progress, evidence, what was tried, check-ins. */
export function ClientPage({ me, id }: { me: Me; id: string }) {
  const people = useResource("people", () => listPeople());
  const goals = useResource(`goals of ${id}`, () => listGoalsOf(id));
  const suggestions = useResource("suggestions", listSuggestions);
  const name = people.resource.state === "ready" ? people.resource.data.items.find((person) => person.id === id)?.name : undefined;
  const open =
    suggestions.resource.state === "ready"
      ? suggestions.resource.data.items.find(({ client_id, state }) => client_id === id && state !== "dismissed" && state !== "closed")
      : undefined;
  return (
    <>
      <p>
        <a class="back" href="/caseload">
          <Icon of={ArrowLeft} /> {words.client.back}
        </a>
      </p>
      <PageHead
        title={name ?? words.caseload.client}
        actions={
          <div class="row">
            {open?.state !== "drafted" && open?.state !== "offered" && suggestions.resource.state === "ready" && goals.resource.state === "ready" && (
              <BeginSuggestion client={id} name={name ?? words.caseload.client} goals={goals.resource.data.items} />
            )}
            <a class="button" href={`/clients/${id}/goals/new`}>
              <Icon of={Plus} /> {words.client.newGoal}
            </a>
          </div>
        }
      />
      <div class="stack-wide">
        {open !== undefined && <SuggestionNotice suggestion={open} />}
        <Loaded resource={goals.resource} onRetry={() => void goals.reload()}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="card soft">{words.client.noGoals}</p>
            ) : (
              <div class="stack-wide">
                {items.map((goal) => (
                  <GoalSection key={goal.id} goal={goal} me={me} />
                ))}
              </div>
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function SuggestionNotice({ suggestion }: { suggestion: Suggestion }) {
  return (
    <section class="card talk" aria-label={words.client.suggestions}>
      <div class="row-between">
        <p>
          <strong>{words.referral.states[suggestion.state]}</strong>
          {suggestion.response !== null && `: ${words.suggestion.choices[suggestion.response]}`}
        </p>
        <a class="button" href={`/suggestions/${suggestion.id}`}>
          {suggestion.state === "drafted" ? words.referral.open : words.referral.look}
        </a>
      </div>
    </section>
  );
}

function GoalSection({ goal, me }: { goal: Goal; me: Me }) {
  const progress = useResource(`progress ${goal.id}`, () => getProgress(goal.id));
  const support = useResource(`support ${goal.id}`, () => getSupport(goal.id));
  const stall = useResource(`stall ${goal.id}`, () => getStall(goal.id));
  return (
    <article class="card goal-section" aria-label={goal.title}>
      <div>
        <h2 class="goal-title">{goal.title}</h2>
        <p class="small quiet">
          {words.goals.areas[goal.area]} · {sayPlan(goal)}
          {goal.status !== "active" && ` · ${words.goals.statuses[goal.status]}`}
        </p>
      </div>
      <div class="desk">
        <div class="stack">
          <Loaded resource={progress.resource} onRetry={() => void progress.reload()}>
            {(shown) =>
              shown.shared ? (
                <>
                  <ProgressPlot progress={shown} title={goal.title} />
                  <AdherenceCalendar progress={shown} title={goal.title} />
                </>
              ) : (
                <p class="quiet">{words.stall.notShared}</p>
              )
            }
          </Loaded>
          {support.resource.state === "ready" && <Paces support={support.resource.data} />}
          {(goal.why !== null || goal.if_then !== null) && (
            <GoalWords goal={goal} etag={null} mayEdit={false} onChanged={() => Promise.resolve()} />
          )}
          <RecentCheckIns goal={goal} today={me.today} atMost={5} empty={words.goal.checkInsNotShared} />
        </div>
        <div class="stack">
          <Loaded resource={stall.resource} onRetry={() => void stall.reload()}>
            {(shown) => <Evidence stall={shown} showAll />}
          </Loaded>
          {support.resource.state === "ready" && <WhatToTry support={support.resource.data} />}
          <Adaptations
            goal={goal.id}
            title={goal.title}
            today={me.today}
            onLogged={async () => {
              await Promise.all([stall.reload(), support.reload()]);
            }}
          />
          <EpisodeVerdict goal={goal.id} />
        </div>
      </div>
    </article>
  );
}
