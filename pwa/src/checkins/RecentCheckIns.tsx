import { listCheckIns } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { CheckIn, Day, Goal } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { sayResult } from "./say.ts";

type Props = { goal: Goal; today: Day; empty: string; atMost?: number };

/** The latest check-ins on one goal, newest day first; only those that count. */
export function RecentCheckIns({ goal, ...rest }: Props) {
  const { resource, reload } = useResource(`check-ins ${goal.id}`, () => listCheckIns(goal.id));
  return (
    <section class="stack-tight">
      <h2>{words.goal.checkIns}</h2>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => <CheckInList items={items} goal={goal} {...rest} />}
      </Loaded>
    </section>
  );
}

export function CheckInList({ items, goal, today, empty, atMost = 10 }: Props & { items: readonly CheckIn[] }) {
  const counting = items.filter(({ counts }) => counts);
  if (counting.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <ul class="lines">
      {counting.slice(0, atMost).map((checkIn) => (
        <CheckInLine key={checkIn.id} checkIn={checkIn} goal={goal} today={today} />
      ))}
    </ul>
  );
}

function CheckInLine({ checkIn, goal, today }: { checkIn: CheckIn; goal: Goal; today: Day }) {
  const said = [sayResult(checkIn, goal), checkIn.felt !== null && words.checkIn.felt[checkIn.felt]].filter(Boolean).join(" · ");
  const obstacles = checkIn.obstacles.map((code) => words.checkIn.obstacles[code]).join(", ");
  return (
    <li class="line">
      <div class="due-head">
        <span>{said}</span>
        <span class="small quiet">{nearDay(checkIn.happened_on, today)}</span>
      </div>
      {obstacles !== "" && <p class="small quiet">{obstacles}</p>}
      {checkIn.note !== null && <p class="serif">{checkIn.note}</p>}
    </li>
  );
}
