import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { listMyUnread, listUnread } from "../api/calls.ts";
import { markRead } from "../api/reading.ts";
import { useResource } from "../api/resource.ts";
import type { AnsweredCheckIn, Goal, Me, Uuid } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { CheckInList } from "./RecentCheckIns.tsx";

type OnShown = (checkIns: readonly Uuid[]) => void;
type Props = { goals: readonly Goal[]; me: Me; title: string; isNamed?: boolean; onShown: OnShown };

/**
 * The check-ins with replies that wait, on top of the page. To see them here is to have read them; they stay in view until
 * the page is left.
 */
export function UnreadReplies({ goals, me, title, isNamed = false, onShown }: Props) {
  const seen = useRef(new Set<Uuid>());
  for (const { id, unread_replies } of goals) if (unread_replies > 0) seen.current.add(id);
  const waiting = goals.filter(({ id }) => seen.current.has(id));
  if (waiting.length === 0) return null;
  return (
    <section class="card stack-tight" aria-label={title}>
      <h2>{title}</h2>
      {waiting.map((goal) => (
        <OnGoal key={goal.id} goal={goal} me={me} isNamed={isNamed} onShown={onShown} />
      ))}
    </section>
  );
}

function OnGoal({ goal, me, isNamed, onShown }: { goal: Goal; me: Me; isNamed: boolean; onShown: OnShown }) {
  const isOwn = goal.client_id === me.id;
  const { resource, reload, refresh } = useResource(`unread ${goal.id}`, () => (isOwn ? listMyUnread(me.id, goal.id) : listUnread(goal.id)));
  const first = useRef(goal);
  useEffect(() => {
    // What waits once this has been read came after it.
    if (goal !== first.current && goal.unread_replies > 0) void refresh();
  }, [goal]);
  return (
    <div class="stack-tight">
      {isNamed && <h3>{goal.title}</h3>}
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => <ReadHere items={items} goal={goal} me={me} onShown={onShown} />}
      </Loaded>
    </div>
  );
}

function ReadHere({ items, goal, me, onShown }: { items: readonly AnsweredCheckIn[]; goal: Goal; me: Me; onShown: OnShown }) {
  const [shown, setShown] = useState<readonly AnsweredCheckIn[]>([]);
  // Before it is painted: the list of all must not show them too, be it for a moment.
  useLayoutEffect(() => {
    setShown((before) => [...before.filter(({ id }) => !items.some((it) => it.id === id)), ...items]);
    onShown(items.map(({ id }) => id));
  }, [items]);
  useEffect(() => markRead(me.id, goal.id, items), [items]);
  return <CheckInList items={shown.length === 0 ? items : shown} goal={goal} me={me} empty={goalPages.replies.read} mayReply />;
}

/** Which check-ins the list of all of them leaves out, since they stand above it. */
export function useAbove(): [ReadonlySet<Uuid>, OnShown] {
  const [above, setAbove] = useState<ReadonlySet<Uuid>>(new Set());
  return [above, useCallback((shown) => setAbove((now) => new Set([...now, ...shown])), [])];
}
