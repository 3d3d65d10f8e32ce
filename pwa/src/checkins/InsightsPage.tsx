import { getInsights } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Day, Insight, Me } from "../api/types.ts";
import { daysBetween } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { AdherenceCalendar } from "../ui/charts/AdherenceCalendar.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { PatternsSeen } from "./PatternsSeen.tsx";

const DAYS_FOR_A_PATTERN = 28;

/** What the last weeks look like, goal by goal. */
export function InsightsPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("insights", () => getInsights(me.id));
  return (
    <>
      <PageHead title={words.insights.title} lead={words.insights.lead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items, as_of }) =>
          items.length === 0 ? (
            <p class="card soft">{words.insights.tooEarly}</p>
          ) : (
            <div class="stack">
              {items.map((insight) => (
                <section key={insight.goal.id} class="card">
                  <h2>
                    <a class="card-link" href={`/goals/${insight.goal.id}`}>
                      {insight.goal.title}
                    </a>
                  </h2>
                  <Patterns insight={insight} today={as_of} />
                </section>
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Patterns({ insight, today }: { insight: Insight; today: Day }) {
  const { goal, begun_on, adherence } = insight;
  if (daysBetween(begun_on, today) < DAYS_FOR_A_PATTERN) {
    return (
      <>
        <p class="quiet">
          {words.insights.tooEarly} {words.insights.tooEarlyHelp}
        </p>
        <AdherenceCalendar progress={insight} title={goal.title} />
      </>
    );
  }
  return (
    <>
      {adherence.kept > 0 && <p class="figure-line">{words.plots.adherence(adherence.kept, adherence.of, adherence.unit)}</p>}
      <AdherenceCalendar progress={insight} title={goal.title} />
      <PatternsSeen said={insight.said} today={today} />
    </>
  );
}
