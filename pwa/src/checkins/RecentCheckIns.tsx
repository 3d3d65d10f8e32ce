import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { listCheckIns, listMyCheckIns } from "../api/calls.ts";
import type { AnsweredCheckIn, Goal, Me, Uuid } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { arrivals } from "../outbox/outbox.ts";
import { obstacleName } from "../ui/obstacles.ts";
import { Paged } from "../ui/Paged.tsx";
import { Replies } from "./Replies.tsx";
import { sayResult } from "./say.ts";

type Props = {
  goal: Goal;
  me: Me;
  empty: string;
  atATime?: number;
  /** Check-ins that stand above, because something on them waits to be read. */
  above: ReadonlySet<Uuid>;
  /** Is given a way to read the list again. */
  live?: (refresh: () => Promise<void>) => ComponentChildren;
};
type ListProps = { goal: Goal; me: Me; items: readonly AnsweredCheckIn[]; empty: string; mayReply: boolean };

/** The check-ins on one goal, newest day first, and what was answered on them; only those that count. */
export function RecentCheckIns({ goal, me, empty, atATime = 10, above, live }: Props) {
  const isOwn = goal.client_id === me.id;
  return (
    <section class="stack-tight">
      <h2>{words.goal.checkIns}</h2>
      <Paged
        of={`check-ins ${goal.id}`}
        load={(cursor) => (isOwn ? listMyCheckIns(me.id, goal.id, cursor, atATime) : listCheckIns(goal.id, cursor, atATime))}
        empty={<p class="quiet">{empty}</p>}
        {...(live !== undefined && { live })}
      >
        {(items, reload) => (
          <>
            <ReadAfterArrivals reload={reload} />
            <CheckInList
              items={items.filter(({ id, counts }) => counts && !above.has(id))}
              goal={goal}
              me={me}
              empty={items.some(({ id }) => above.has(id)) ? goalPages.replies.above : empty}
              mayReply
            />
          </>
        )}
      </Paged>
    </section>
  );
}

/** What this phone sent has arrived: the list is read again, with what others said meanwhile. */
function ReadAfterArrivals({ reload }: { reload: () => Promise<void> }) {
  const seen = useRef(arrivals.value);
  useEffect(() => {
    if (arrivals.value === seen.current) return;
    seen.current = arrivals.value;
    void reload();
  }, [arrivals.value]);
  return null;
}

export function CheckInList({ items, goal, me, empty, mayReply }: ListProps) {
  if (items.length === 0) return <p class="quiet">{empty}</p>;
  return (
    <ul class="lines">
      {items.map((checkIn) => (
        <CheckInLine key={checkIn.id} checkIn={checkIn} goal={goal} me={me} mayReply={mayReply} />
      ))}
    </ul>
  );
}

function CheckInLine({ checkIn, goal, me, mayReply }: { checkIn: AnsweredCheckIn; goal: Goal; me: Me; mayReply: boolean }) {
  const said = [sayResult(checkIn, goal), checkIn.felt !== null && words.checkIn.felt[checkIn.felt]].filter(Boolean).join(" · ");
  const obstacles = checkIn.obstacles.map(obstacleName).join(", ");
  const day = nearDay(checkIn.happened_on, me.today);
  return (
    <li class="line">
      <div class="due-head">
        <span>{said}</span>
        <span class="small quiet">{day}</span>
      </div>
      {obstacles !== "" && <p class="small quiet">{obstacles}</p>}
      {checkIn.note !== null && <p class="serif">{checkIn.note}</p>}
      <Replies goal={goal} checkIn={checkIn} what={`${said}, ${day}`} me={me} mayReply={mayReply} />
    </li>
  );
}
