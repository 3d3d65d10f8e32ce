import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { useOnReturn } from "../api/live.ts";
import { useResource } from "../api/resource.ts";
import type { CheckInFacts, Day, DueGoal, Me, Today, Uuid } from "../api/types.ts";
import { localDay, longDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { arrivals, fates } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { isBackToday } from "./appointment.ts";
import { CheckInSheet } from "./CheckInSheet.tsx";
import { DayStrip } from "./DayStrip.tsx";
import { DueCard } from "./DueCard.tsx";
import { loadDay, NotOnPhone } from "./loadDay.ts";
import { loggedOn, pausedOn, type Logged } from "./logged.ts";
import { NextAppointment } from "./NextAppointment.tsx";
import { PausedCard } from "./PausedCard.tsx";
import { PauseSheet } from "./PauseSheet.tsx";
import { RepliesWaiting } from "./RepliesWaiting.tsx";
import { blank, saveCheckIn } from "./save.ts";

/** Today's question: what is due, and how did it go? A tap on the strip asks it about another day. */
export function TodayPage({ me, children }: { me: Me; children?: ComponentChildren }) {
  const { query } = useLocation();
  const [other, setOther] = useState<Day | null>(() => dayAsked(query["on"], localDay(me.zone)));
  const { resource, reload, refresh } = useResource(`day ${other ?? "today"}`, () => loadDay(me, other));
  useEffect(() => {
    if (arrivals.value > 0) void reload();
  }, [arrivals.value, reload]);
  useOnReturn(refresh);
  // The strip stays in place while another day is on its way.
  const [strip, setStrip] = useState<Today["strip"]>([]);
  useEffect(() => {
    if (resource.state === "ready" && other === null) setStrip(resource.data.strip);
  }, [resource, other]);
  const today = strip.at(-1)?.on ?? localDay(me.zone);

  return (
    <>
      <PageHead title={words.today.title} lead={longDay(other ?? today)} />
      {strip.length === 0 ? (
        <div class="strip-room" />
      ) : (
        <DayStrip strip={strip} today={today} chosen={other ?? today} onChoose={(on) => setOther(on === today ? null : on)} />
      )}
      {other === null && children}
      {resource.state === "failed" && resource.error instanceof NotOnPhone ? (
        <NotHereYet onRetry={() => void reload()} onBack={() => setOther(null)} />
      ) : (
        <Loaded resource={resource} onRetry={() => void reload()}>
          {(plan) => <DayPlan key={other} me={me} plan={plan} on={other ?? today} today={today} onBack={other === null ? null : () => setOther(null)} />}
        </Loaded>
      )}
    </>
  );
}

/** The day that an address such as a notification's is about; null for today. */
function dayAsked(on: string | undefined, today: Day): Day | null {
  return on !== undefined && /^\d{4}-\d\d-\d\d$/.test(on) && on < today ? on : null;
}

/** In place of a day that cannot be known now; it opens by itself once there is a network. */
function NotHereYet({ onRetry, onBack }: { onRetry: () => void; onBack: () => void }) {
  useEffect(() => {
    addEventListener("online", onRetry);
    return () => removeEventListener("online", onRetry);
  }, [onRetry]);
  return (
    <div class="card soft" role="status">
      <p>{words.today.notOnPhone}</p>
      <div class="row">
        <Button onClick={onRetry}>{words.common.retry}</Button>
        <Button onClick={onBack}>{words.today.backToToday}</Button>
      </div>
    </div>
  );
}

type DayProps = { me: Me; plan: Today; on: Day; today: Day; onBack: (() => void) | null };

function DayPlan({ me, plan, on, today, onBack }: DayProps) {
  const { query, route, path } = useLocation();
  const [open, setOpen] = useState<{ due: DueGoal; logged: Logged | null; isNew: boolean } | null>(null);
  const [isPausing, setPausing] = useState(query["do"] === "pause");
  const pause = pausedOn(plan.paused, on, fates.value);
  const rows = plan.due
    .filter(({ goal }) => pause === null || (pause.goal_id !== null && pause.goal_id !== goal.id))
    .map((due) => ({ due, logged: loggedOn(due.check_in, due.goal.id, on, fates.value) }));
  // What is next stays lowest, where the thumb is.
  const logged = rows.filter((row) => row.logged !== null);
  const left = rows.filter((row) => row.logged === null).toReversed();
  const goals = plan.due.map(({ goal }) => goal);
  const reflects = plan.reflection.due && !hasReflected(plan.reflection.week);

  useEffect(() => {
    const next = left.at(-1);
    if (query["do"] === "check-in" && next) setOpen({ ...next, isNew: true });
    if (query["do"] !== undefined) route(path, true);
  }, []);

  const tap = async (due: DueGoal, change: Partial<CheckInFacts>) => {
    const id = crypto.randomUUID();
    const facts = await saveCheckIn(id, { ...blank(due.goal.id, on), ...change });
    if (facts !== null) setOpen({ due, logged: { id, facts, state: "on_phone" }, isNew: true });
  };
  const close = () => {
    const goal = open?.due.goal.id;
    setOpen(null);
    requestAnimationFrame(() => focusRow(goal));
  };

  return (
    <>
      <div class="today-list day-list">
        {onBack === null && pause === null && logged.length === 0 && isBackToday(plan.strip) && <p>{words.pause.welcomeBack}</p>}
        {onBack === null && <RepliesWaiting replies={plan.replies} />}
        {onBack === null && <NextAppointment appointment={plan.next_appointment} me={me} today={today} />}
        {pause !== null && <PausedCard pause={pause} today={today} me={me} />}
        {rows.length === 0 && pause === null && <NothingDue plan={plan} today={today} isToday={onBack === null} />}
        {[...logged, ...left].map((row) => (
          <div key={row.due.goal.id} id={`due-${row.due.goal.id}`}>
            <DueCard {...row} on={on} isNext={row === left.at(-1)} onTap={(change) => void tap(row.due, change)} onOpen={() => setOpen({ ...row, isNew: false })} />
          </div>
        ))}
        <div class="row-between">
          {onBack === null ? <span class="quiet small">{rows.length > 0 && left.length === 0 && words.today.allLogged}</span> : <Button onClick={onBack}>{words.today.backToToday}</Button>}
          {onBack === null && pause === null && (
            <Button kind="plain" onClick={() => setPausing(true)}>
              {words.today.pause}
            </Button>
          )}
        </div>
      </div>
      {open !== null && (
        <CheckInSheet
          key={open.due.goal.id}
          {...open}
          on={on}
          today={today}
          asksFeelings={plan.asks_feelings}
          reflectionWeek={reflects ? plan.reflection.week : null}
          onClose={close}
        />
      )}
      {isPausing && <PauseSheet goals={goals} today={today} onClose={() => setPausing(false)} />}
    </>
  );
}

function NothingDue({ plan, today, isToday }: { plan: Today; today: Day; isToday: boolean }) {
  if (isToday && plan.next_due_on === null) {
    return (
      <div class="card soft">
        <p>{words.today.noGoals}</p>
        <div class="row">
          <a class="button" href="/goals/new">
            {words.goals.new}
          </a>
          <a class="button" href="/welcome">
            {words.welcome.first}
          </a>
        </div>
      </div>
    );
  }
  return (
    <div class="card soft">
      <p>
        {isToday ? words.today.nothingDue : words.today.nothingDueThatDay}{" "}
        {isToday && plan.next_due_on !== null && words.today.next(plan.next_due_on, today)}
      </p>
    </div>
  );
}

function hasReflected(week: string): boolean {
  return [...fates.value.values()].some((fate) => fate.path.startsWith("/reflections/") && fate.body?.["week"] === week);
}

/** The card a sheet was opened from may have changed shape meanwhile; the reading place stays there. */
function focusRow(goal: Uuid | undefined): void {
  if (goal === undefined || (document.activeElement !== null && document.activeElement !== document.body)) return;
  document.querySelector<HTMLElement>(`#due-${CSS.escape(goal)} button`)?.focus();
}
