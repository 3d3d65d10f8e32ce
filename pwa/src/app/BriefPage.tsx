import { Printer } from "lucide";
import { listCheckIns } from "../api/calls.ts";
import { listNotes } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import { getTriageOf, listGoalsOf } from "../api/triageCalls.ts";
import type { AnsweredCheckIn, Day, Goal, Me, Uuid } from "../api/types.ts";
import { appointmentsOf } from "../caseload/Appointments.tsx";
import { lastTime, partedAt, sayWhen } from "../caseload/meeting.ts";
import { sayResult } from "../checkins/say.ts";
import { sayPlan } from "../goals/say.ts";
import { addDays, fullDay, localDay, number, shortDay } from "../i18n/dates.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../ui/Back.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { obstacleNames } from "../ui/obstacles.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { briefOf } from "./brief.ts";
import { useClientName } from "./useClientName.ts";

const DAYS_WITHOUT_A_LAST_TIME = 28;
const MOST_CHECK_INS = 100;

/** What happened since coach and client last talked, on one page that can be printed. */
export function BriefPage({ me, id }: { me: Me; id: Uuid }) {
  const name = useClientName(id);
  const met = useResource(`appointments ${id}`, () => appointmentsOf(id));
  const goals = useResource(`goals of ${id}`, () => listGoalsOf(id));
  const { brief } = desk;
  return (
    <>
      <Back href={`/clients/${id}`} to={name ?? words.caseload.client} />
      <PageHead
        title={name === undefined ? brief.title : brief.of(name)}
        actions={
          <Button onClick={() => print()}>
            <Icon of={Printer} /> {brief.print}
          </Button>
        }
      />
      <p class="small on-paper">
        {me.practice.name} · {fullDay(me.today)}
      </p>
      <Loaded resource={met.resource} onRetry={() => void met.reload()}>
        {(items) => {
          const now = new Date();
          const last = lastTime(items, now);
          const since = last === null ? addDays(me.today, -DAYS_WITHOUT_A_LAST_TIME) : localDay(me.zone, last);
          const next = partedAt(items, now).coming[0];
          return (
            <div class="stack-wide brief">
              <p class="quiet">
                {last === null ? brief.noLast(since) : brief.since(since)} {next !== undefined && brief.next(sayWhen(next, me))}
              </p>
              <Signals client={id} />
              <Loaded resource={goals.resource} onRetry={() => void goals.reload()}>
                {(page) => {
                  const shown = page.items.filter(({ status }) => status === "active" || status === "achieved");
                  if (shown.length === 0) return <p class="card soft">{words.client.noGoals}</p>;
                  return shown.map((goal) => <GoalBrief key={goal.id} goal={goal} since={since} />);
                }}
              </Loaded>
              <OwnNotes client={id} since={since} />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

/** What waits for the coach in triage about this client. */
function Signals({ client }: { client: Uuid }) {
  const { resource, reload } = useResource(`cards of ${client}`, () => getTriageOf(client));
  return (
    <Loaded resource={resource} onRetry={() => void reload()} quiet>
      {({ items }) =>
        items.length > 0 && (
          <section class="card">
            <h2>{desk.brief.signals}</h2>
            <ul class="bullets">
              {items.map((card) => (
                <li key={`${card.id} ${card.kind}`}>
                  {card.goal !== null && `${card.goal.title}: `}
                  <span>
                    {card.claim} <span class="small quiet">{card.evidence}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}

function GoalBrief({ goal, since }: { goal: Goal; since: Day }) {
  const { resource, reload } = useResource(`brief ${goal.id}`, () => listCheckIns(goal.id, undefined, MOST_CHECK_INS));
  return (
    <section class="card" aria-label={goal.title}>
      <div>
        <h2>{goal.title}</h2>
        <p class="small quiet">{sayPlan(goal)}</p>
      </div>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => <Facts goal={goal} checkIns={items} since={since} />}
      </Loaded>
    </section>
  );
}

function Facts({ goal, checkIns, since }: { goal: Goal; checkIns: readonly AnsweredCheckIn[]; since: Day }) {
  const { brief } = desk;
  const { outcomes, value, felt, obstacles, reached, notes, isSilent } = briefOf(goal, checkIns, since);
  if (isSilent) return <p class="quiet">{brief.silent}</p>;
  const counted = <T extends string>(names: Readonly<Record<T, string>>, counts: readonly [T, number][]) =>
    counts.map(([it, n]) => `${names[it]} ${number(n)}`).join(" · ");
  const facts = [
    [brief.checkIns, counted(words.checkIn.outcomes, outcomes)],
    [brief.stands, value === null ? "" : sayResult({ outcome: null, value }, goal)],
    [brief.felt, counted(words.checkIn.felt, felt)],
    [brief.inTheWay, obstacles.map(([, n, codes]) => `${obstacleNames(codes)} ${number(n)}`).join(" · ")],
    [brief.reached, reached.map(({ title, what_worked }) => [title, what_worked].filter(Boolean).join(": ")).join(" · ")],
  ].filter(([, said]) => said !== "");
  return (
    <>
      <dl class="facts">
        {facts.map(([what, said]) => (
          <Fact key={what} what={what ?? ""} said={said ?? ""} />
        ))}
      </dl>
      {notes.length > 0 && (
        <ul class="stack-tight">
          {notes.map(({ on, text }) => (
            <li key={`${on} ${text}`}>
              <p class="small quiet">{shortDay(on)}</p>
              <p class="serif said">{text}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Fact({ what, said }: { what: string; said: string }) {
  return (
    <>
      <dt class="quiet">{what}</dt>
      <dd>{said}</dd>
    </>
  );
}

/** What the coach wrote down for themselves since: on the screen, and not on paper that may lie about. */
function OwnNotes({ client, since }: { client: Uuid; since: Day }) {
  const { resource } = useResource(`notes on ${client}`, () => listNotes(client));
  if (resource.state !== "ready") return null;
  const recent = resource.data.items.filter(({ written_at }) => written_at.slice(0, 10) >= since);
  if (recent.length === 0) return null;
  return (
    <section class="card not-printed">
      <h2>{desk.notes.title}</h2>
      <p class="small quiet">{desk.brief.notPrinted}</p>
      <ul class="lines">
        {recent.map((note) => (
          <li class="line" key={note.id}>
            <p class="said">{note.text}</p>
            <p class="small quiet">{desk.notes.when(note.written_at, note.edited_at)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
