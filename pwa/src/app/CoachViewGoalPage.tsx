import { whatMyCoachSeesOf } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { CoachSeesGoal, Me } from "../api/types.ts";
import { CheckInList } from "../checkins/RecentCheckIns.tsx";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Evidence } from "../stalls/Evidence.tsx";
import { Tried } from "../stalls/Tried.tsx";
import { Back } from "../ui/Back.tsx";
import { saidIn } from "../ui/charts/patterns.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { GoalDesk, ProgressSeen } from "./GoalDesk.tsx";
import { NotShown } from "./NotShown.tsx";
import { PatternsSeen } from "../checkins/PatternsSeen.tsx";

/** One goal the way the coach sees it. */
export function CoachViewGoalPage({ me, id }: { me: Me; id: string }) {
  const { resource, reload } = useResource(`coach view ${id}`, () => whatMyCoachSeesOf(id));
  const coach = resource.state === "ready" ? resource.data.coach : null;
  return (
    <>
      <Back href="/privacy/coach-view" to={mine.coachView.title} />
      <PageHead title={mine.coachView.title} lead={coach === null ? undefined : mine.coachView.lead(coach.name)} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(seen) => <SeenGoal seen={seen} me={me} />}
      </Loaded>
    </>
  );
}

function SeenGoal({ seen, me }: { seen: CoachSeesGoal; me: Me }) {
  const { coach, goal, progress, stall } = seen;
  if (coach === null) return <p class="card soft">{mine.coachView.nobody}</p>;
  if (goal === null) return <p class="card soft">{mine.coachView.goalPrivate}</p>;
  return (
    <div class="stack">
      <GoalDesk
        goal={goal}
        progress={
          <>
            {progress !== null && <ProgressSeen progress={progress} title={goal.title} />}
            <PatternsSeen said={saidIn(seen.check_ins.items)} today={me.today} />
          </>
        }
        checkIns={
          <section class="stack-tight">
            <h2>{words.goal.checkIns}</h2>
            <CheckInList items={seen.check_ins.items.slice(0, 5).filter(({ counts }) => counts)} goal={goal} me={me} mayReply={false} empty={words.goal.checkInsNotShared} />
          </section>
        }
        standing={stall !== null && <Evidence stall={stall} showAll />}
        tried={
          <div class="stack-tight">
            <h3>{words.stall.tryTitle}</h3>
            <Tried items={seen.adaptations.items} />
          </div>
        }
      />
      <NotShown sentences={seen.not_shown} />
    </div>
  );
}
