import type { Day, Said } from "../api/types.ts";
import { addDays } from "../i18n/dates.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { FeelLine } from "../ui/charts/FeelLine.tsx";
import { ObstacleBars } from "../ui/charts/ObstacleBars.tsx";
import { feltIn, obstaclesIn } from "../ui/charts/patterns.ts";

const DAYS_SHOWN = 84;

/** How the last 12 weeks felt and what was in the way, of what is shared; nothing where nothing was said. */
export function PatternsSeen({ said, today }: { said: readonly Said[]; today: Day }) {
  const since = addDays(today, 1 - DAYS_SHOWN);
  const recent = said.filter(({ happened_on }) => happened_on >= since);
  const felt = feltIn(recent);
  const counts = obstaclesIn(recent);
  return (
    <>
      {felt.length > 1 && (
        <section class="stack-tight">
          <h3>{goalPages.feel.title}</h3>
          <FeelLine felt={felt} />
        </section>
      )}
      {counts.length > 0 && (
        <section class="stack-tight">
          <h3>{goalPages.obstacles.title}</h3>
          <ObstacleBars counts={counts} />
        </section>
      )}
    </>
  );
}
