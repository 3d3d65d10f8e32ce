import { whatMyCoachSees } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { CoachSees, Me } from "../api/types.ts";
import { CaseloadTable } from "../caseload/CaseloadTable.tsx";
import { sayPlan } from "../goals/say.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { Links } from "../ui/Links.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { NotShown } from "./NotShown.tsx";

/** What the coach sees of this client today, in the coach's own pages. */
export function CoachViewPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("coach view", whatMyCoachSees);
  const coach = resource.state === "ready" ? resource.data.coach : null;
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.coachView.title} lead={coach === null ? undefined : mine.coachView.lead(coach.name)} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(seen) => (seen.coach === null ? <p class="card soft">{mine.coachView.nobody}</p> : <Seen seen={seen} me={me} />)}
      </Loaded>
    </>
  );
}

function Seen({ seen, me }: { seen: CoachSees; me: Me }) {
  const goals = seen.goals.items;
  return (
    <div class="stack-wide">
      {seen.caseload !== null && (
        <section class="stack-tight">
          <h2>{mine.coachView.list}</h2>
          <CaseloadTable rows={[seen.caseload]} today={me.today} isLinked={false} />
        </section>
      )}
      <section class="stack-tight">
        <h2>{mine.coachView.goals}</h2>
        {goals.length === 0 ? (
          <p class="card soft">{mine.coachView.noGoals}</p>
        ) : (
          <Links
            label={mine.coachView.goals}
            links={goals.map((goal) => ({ href: `/privacy/coach-view/${goal.id}`, title: goal.title, help: sayPlan(goal) }))}
          />
        )}
      </section>
      <NotShown sentences={seen.not_shown} />
    </div>
  );
}
