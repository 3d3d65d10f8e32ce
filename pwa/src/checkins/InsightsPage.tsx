import { getMyProgress, listMyCheckIns, listMyGoals } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Goal, Me, Progress } from "../api/types.ts";
import { daysBetween } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { AdherenceCalendar } from "../ui/charts/AdherenceCalendar.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { PatternsSeen } from "./PatternsSeen.tsx";

const DAYS_FOR_A_PATTERN = 28;
/** A check-in a day, and room for those that were made anew. */
const MOST_CHECK_INS = 100;

/** What the last weeks look like, goal by goal. */
export function InsightsPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("goals", () => listMyGoals(me.id));
  return (
    <>
      <PageHead title={words.insights.title} lead={words.insights.lead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => {
          const active = items.filter(({ status }) => status === "active");
          if (active.length === 0) return <p class="card soft">{words.insights.tooEarly}</p>;
          return (
            <div class="stack">
              {active.map((goal) => (
                <GoalInsight key={goal.id} goal={goal} me={me} />
              ))}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function GoalInsight({ goal, me }: { goal: Goal; me: Me }) {
  const { resource, reload } = useResource(`progress ${goal.id}`, () => getMyProgress(me.id, goal.id));
  // Asked along: whoever has progress to see does not wait for what was said about it.
  const said = useResource(`patterns ${goal.id}`, () => listMyCheckIns(me.id, goal.id, undefined, MOST_CHECK_INS));
  return (
    <section class="card">
      <h2>
        <a class="card-link" href={`/goals/${goal.id}`}>
          {goal.title}
        </a>
      </h2>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(progress) =>
          isEarly(goal, progress) ? (
            <>
              <p class="quiet">
                {words.insights.tooEarly} {words.insights.tooEarlyHelp}
              </p>
              <AdherenceCalendar progress={progress} title={goal.title} />
            </>
          ) : (
            <>
              {progress.adherence !== null && progress.adherence.kept > 0 && (
                <p class="figure-line">{words.plots.adherence(progress.adherence.kept, progress.adherence.of, progress.adherence.unit)}</p>
              )}
              <AdherenceCalendar progress={progress} title={goal.title} />
              <Loaded resource={said.resource} onRetry={() => void said.reload()} quiet>
                {({ items }) => <PatternsSeen items={items} today={me.today} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function isEarly(goal: Goal, progress: Progress): boolean {
  const first = progress.plan[0]?.on ?? goal.plan.start_on;
  return daysBetween(first, progress.as_of) < DAYS_FOR_A_PATTERN;
}
