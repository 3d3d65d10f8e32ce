import { ErrorBoundary } from "preact-iso";
import { useState } from "preact/hooks";
import { getGoal, getMyProgress, getStall } from "../api/calls.ts";
import { getSupport } from "../api/supportCalls.ts";
import { isAway, type Answer } from "../api/client.ts";
import { recall } from "../api/kept.ts";
import { useResource } from "../api/resource.ts";
import type { Goal, Me, Page, SharedFields } from "../api/types.ts";
import { PauseSheet } from "../checkins/PauseSheet.tsx";
import { RecentCheckIns } from "../checkins/RecentCheckIns.tsx";
import { UnreadReplies, useAbove } from "../checkins/UnreadReplies.tsx";
import { GoalActions } from "../goals/GoalActions.tsx";
import { GoalWords } from "../goals/GoalWords.tsx";
import { MilestonePath } from "../goals/MilestonePath.tsx";
import { ReplanSheet } from "../goals/ReplanSheet.tsx";
import { isEnded, sayPlan } from "../goals/say.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { Evidence } from "../stalls/Evidence.tsx";
import { Button } from "../ui/Button.tsx";
import { ProgressPlot } from "../ui/charts/ProgressPlot.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { mine } from "./fetched.ts";
import { lazyPage } from "./lazyPage.tsx";

const GoalSharingSheet = lazyPage(() => mine().then(({ pages }) => pages.GoalSharingSheet));

/** One goal of one's own: why, the plan, how it goes, and what can be done with it. */
export function GoalPage({ me, id }: { me: Me; id: string }) {
  const { resource, reload } = useResource(`goal ${id}`, () => goalOrKept(me, id));
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(goal, { etag }) => <GoalView me={me} goal={goal} etag={etag} onChanged={reload} />}
    </Loaded>
  );
}

type ViewProps = { me: Me; goal: Goal; etag: string | null; onChanged: () => Promise<void> };

function GoalView({ me, goal, etag, onChanged }: ViewProps) {
  const [isPausing, setPausing] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const [above, onShown] = useAbove();
  return (
    <>
      <PageHead
        title={goal.title}
        lead={
          <>
            {words.goals.areas[goal.area]} · {sayPlan(goal)}
            {goal.private && ` · ${words.goals.private}`}
            {goal.status !== "active" && ` · ${words.goals.statuses[goal.status]}`}
          </>
        }
      />
      <div class="stack-wide">
        <UnreadReplies goals={[goal]} me={me} title={words.today.replied} onShown={onShown} />
        {goal.status_reason !== null && <p class="quote">{goal.status_reason}</p>}
        <GoalWords goal={goal} etag={etag} mayEdit onChanged={onChanged} />
        <Progress me={me} goal={goal} onChanged={onChanged} />
        {(goal.kind === "steps" || goal.milestones.length > 0) && <MilestonePath goal={goal} today={me.today} onChanged={onChanged} />}
        {!isEnded(goal) && <Standing goal={goal} />}
        <RecentCheckIns goal={goal} me={me} above={above} empty={words.goal.noCheckIns} />
        <Sharing goal={goal} onChange={() => setSharing(true)} />
        <GoalActions goal={goal} etag={etag} onChanged={onChanged} onPause={() => setPausing(true)} />
      </div>
      {isPausing && <PauseSheet goals={[goal]} goal={goal.id} today={me.today} onClose={() => setPausing(false)} />}
      {isSharing && (
        <ErrorBoundary>
          <GoalSharingSheet goal={goal} etag={etag} onChanged={onChanged} onClose={() => setSharing(false)} />
        </ErrorBoundary>
      )}
    </>
  );
}

/** In one line what the coach sees of this goal. */
function Sharing({ goal, onChange }: { goal: Goal; onChange: () => void }) {
  const fields = (Object.keys(words.client.fields) as (keyof SharedFields)[]).filter((field) => goal.shared[field]);
  return (
    <section class="stack-tight">
      <h2>{words.goal.sharing}</h2>
      <div class="row-between">
        <p>{goal.private ? words.goal.coachSeesNothing : words.goal.coachSees(fields.map((field) => words.client.fields[field]))}</p>
        <Button label={words.checkIn.labelled(words.goal.changeSharing, words.goal.sharing)} onClick={onChange}>
          {words.goal.changeSharing}
        </Button>
      </div>
    </section>
  );
}

/** Progress against the plan, and the way to another plan. */
function Progress({ me, goal, onChanged }: { me: Me; goal: Goal; onChanged: () => Promise<void> }) {
  const { resource, reload } = useResource(`progress ${goal.id}`, () => getMyProgress(me.id, goal.id));
  const [isPlanning, setPlanning] = useState(false);
  return (
    <section class="stack-tight">
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(progress, { asOf }) => (
          <>
            <div class="due-head">
              <h2>{words.goal.progress}</h2>
              {progress.adherence !== null && progress.adherence.kept > 0 && (
                <span class="small quiet">
                  {words.plots.adherence(progress.adherence.kept, progress.adherence.of, progress.adherence.unit)}
                </span>
              )}
            </div>
            <ProgressPlot progress={progress} title={goal.title} />
            {asOf === null && goal.status === "active" && (
              <div>
                <Button onClick={() => setPlanning(true)}>{goalPages.replan.action}</Button>
              </div>
            )}
            {isPlanning && (
              <ReplanSheet
                goal={goal}
                stands={progress.points.findLast(({ value }) => value !== null)?.value ?? null}
                today={me.today}
                onChanged={async () => {
                  await Promise.all([onChanged(), reload()]);
                }}
                onClose={() => setPlanning(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** Where the goal stands, in the same sentences the coach reads; nothing where nothing may be said. */
function Standing({ goal }: { goal: Goal }) {
  const { resource, reload } = useResource(`stall ${goal.id}`, () => getStall(goal.id));
  const support = useResource(`support ${goal.id}`, () => getSupport(goal.id));
  if (resource.state === "failed" && isAway(resource.error)) {
    return (
      <section class="stack-tight">
        <h2>{words.goal.stands}</h2>
        <Trouble error={resource.error} onRetry={() => void reload()} />
      </section>
    );
  }
  if (resource.state !== "ready") return null;
  const stall = resource.data;
  return (
    <section class="stack-tight">
      <h2>{words.goal.stands}</h2>
      <Evidence stall={stall} showAll={false} />
      {support.resource.state === "ready" && support.resource.data.next_step !== null && (
        <p class="next-step">{support.resource.data.next_step}</p>
      )}
    </section>
  );
}

async function goalOrKept(me: Me, id: string): Promise<Answer<Goal>> {
  try {
    return await getGoal(id);
  } catch (error) {
    const kept = await recall<Page<Goal>>(me.id, "/goals");
    const goal = kept?.data.items.find((it) => it.id === id);
    if (kept === null || goal === undefined || !isAway(error)) throw error;
    return { ...kept, data: goal };
  }
}
