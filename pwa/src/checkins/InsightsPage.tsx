import { getMyProgress, listMyCheckIns, listMyGoals } from "../api/calls.ts";
import type { Answer } from "../api/client.ts";
import { useResource } from "../api/resource.ts";
import type { CheckIn, Goal, Me, Progress } from "../api/types.ts";
import { daysBetween } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { AdherenceCalendar } from "../ui/charts/AdherenceCalendar.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { PatternsSeen } from "./PatternsSeen.tsx";

const DAYS_FOR_A_PATTERN = 28;
/** A check-in a day, and room for those that were made anew. */
const MOST_CHECK_INS = 100;

/** What is known of one goal, or why it cannot be known now. */
type Insight = { goal: Goal } & ({ progress: Progress; said: CheckIn[] } | { error: unknown });

/** What the last weeks look like, goal by goal. */
export function InsightsPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("insights", () => loadInsights(me));
  return (
    <>
      <PageHead title={words.insights.title} lead={words.insights.lead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(insights) =>
          insights.length === 0 ? (
            <p class="card soft">{words.insights.tooEarly}</p>
          ) : (
            <div class="stack">
              {insights.map((insight) => (
                <section key={insight.goal.id} class="card">
                  <h2>
                    <a class="card-link" href={`/goals/${insight.goal.id}`}>
                      {insight.goal.title}
                    </a>
                  </h2>
                  {"error" in insight ? <Trouble error={insight.error} onRetry={() => void reload()} /> : <Patterns {...insight} me={me} />}
                </section>
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

/** All goals are shown together: one that came later would push away what is being read. */
async function loadInsights(me: Me): Promise<Answer<Insight[]>> {
  const goals = await listMyGoals(me.id);
  const active = goals.data.items.filter(({ status }) => status === "active");
  const asOf: (Date | null)[] = [goals.asOf];
  const insights = active.map(async (goal): Promise<Insight> => {
    try {
      const [progress, said] = await Promise.all([getMyProgress(me.id, goal.id), listMyCheckIns(me.id, goal.id, undefined, MOST_CHECK_INS)]);
      asOf.push(progress.asOf, said.asOf);
      return { goal, progress: progress.data, said: said.data.items };
    } catch (error) {
      return { goal, error };
    }
  });
  return { data: await Promise.all(insights), etag: null, asOf: oldest(asOf) };
}

function oldest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first));
}

function Patterns({ goal, progress, said, me }: { goal: Goal; progress: Progress; said: CheckIn[]; me: Me }) {
  if (isEarly(goal, progress)) {
    return (
      <>
        <p class="quiet">
          {words.insights.tooEarly} {words.insights.tooEarlyHelp}
        </p>
        <AdherenceCalendar progress={progress} title={goal.title} />
      </>
    );
  }
  return (
    <>
      {progress.adherence !== null && progress.adherence.kept > 0 && (
        <p class="figure-line">{words.plots.adherence(progress.adherence.kept, progress.adherence.of, progress.adherence.unit)}</p>
      )}
      <AdherenceCalendar progress={progress} title={goal.title} />
      <PatternsSeen items={said} today={me.today} />
    </>
  );
}

function isEarly(goal: Goal, progress: Progress): boolean {
  const first = progress.plan[0]?.on ?? goal.plan.start_on;
  return daysBetween(first, progress.as_of) < DAYS_FOR_A_PATTERN;
}
