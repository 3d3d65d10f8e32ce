import type { ComponentChildren } from "preact";
import type { Goal, Progress, SharedFields } from "../api/types.ts";
import { GoalWords } from "../goals/GoalWords.tsx";
import { isEnded, sayPlan } from "../goals/say.ts";
import { words } from "../i18n/words.ts";
import { AdherenceCalendar } from "../ui/charts/AdherenceCalendar.tsx";
import { ProgressPlot } from "../ui/charts/ProgressPlot.tsx";

type Props = {
  goal: Goal;
  progress: ComponentChildren;
  checkIns: ComponentChildren;
  standing: ComponentChildren;
  tried: ComponentChildren;
};

/** One goal as a coach sees it: on their page of the client, and where the client looks at the same. */
export function GoalDesk({ goal, progress, checkIns, standing, tried }: Props) {
  const kept = (Object.keys(words.client.fields) as (keyof SharedFields)[]).filter((field) => !goal.shared[field]);
  return (
    <article class="card goal-section" aria-label={goal.title}>
      <div>
        <h2 class="goal-title">{goal.title}</h2>
        <p class="small quiet">
          {words.goals.areas[goal.area]} · {sayPlan(goal)}
          {goal.status !== "active" && ` · ${words.goals.statuses[goal.status]}`}
        </p>
        {kept.length > 0 && <p class="small quiet">{words.client.notShared(kept.map((field) => words.client.fields[field]))}</p>}
      </div>
      <div class="desk">
        <div class="stack">
          {progress}
          {checkIns}
        </div>
        <div class="stack">
          {!isEnded(goal) && standing}
          {(goal.why !== null || goal.if_then !== null) && (
            <GoalWords goal={goal} etag={null} mayEdit={false} onChanged={() => Promise.resolve()} />
          )}
          {tried}
        </div>
      </div>
    </article>
  );
}

export function ProgressSeen({ progress, title }: { progress: Progress; title: string }) {
  if (!progress.shared) return <p class="quiet">{words.stall.notShared}</p>;
  return (
    <>
      <ProgressPlot progress={progress} title={title} />
      <AdherenceCalendar progress={progress} title={title} />
    </>
  );
}
