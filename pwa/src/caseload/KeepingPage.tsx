import { useResource } from "../api/resource.ts";
import { getHeld, getMessages } from "../api/triageCalls.ts";
import type { Channel, Held, Messages } from "../api/types.ts";
import { clock, number } from "../i18n/dates.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Back } from "../ui/Back.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** For the owner: whether messages arrive, and what of the practice is deleted by itself and when. Counts, and no person in them. */
export function KeepingPage() {
  const messages = useResource("messages", getMessages);
  const held = useResource("held", getHeld);
  const { keeping } = deskSupport;
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead title={keeping.title} lead={keeping.lead} />
      <div class="stack-wide">
        <section class="stack-tight">
          <h2>{keeping.messages}</h2>
          <Loaded resource={messages.resource} onRetry={() => void messages.reload()}>
            {(told) => <Health told={told} />}
          </Loaded>
        </section>
        <section class="stack-tight">
          <h2>{keeping.held}</h2>
          <p>{keeping.heldHelp}</p>
          <Loaded resource={held.resource} onRetry={() => void held.reload()}>
            {({ items }) => <HeldTable items={items} />}
          </Loaded>
        </section>
      </div>
    </>
  );
}

function Health({ told }: { told: Messages }) {
  const { keeping } = deskSupport;
  const { email, push, refusing, browsers } = told;
  return (
    <>
      <div class="two">
        <ChannelCard name={keeping.email} channel={email} />
        <ChannelCard name={keeping.push} channel={push} />
      </div>
      <p>
        {keeping.refusing(refusing)} {refusing > 0 && <a href="/practice/reminders">{keeping.refusingLink}</a>}
      </p>
      <p>{keeping.browsers(browsers)}</p>
      <p class="quiet">{sayAnswer(told)}</p>
    </>
  );
}

/** Where nothing left, that no server answered says nothing of the server. */
function sayAnswer({ email, last_answer, last_answer_at }: Messages): string {
  const { keeping } = deskSupport;
  if (last_answer !== null && last_answer_at !== null) return keeping.answer(last_answer, clock(new Date(last_answer_at)));
  return email.sent + email.failed + email.late + (email.oldest_at === null ? 0 : 1) === 0 ? keeping.nothingSent : keeping.noAnswer;
}

function ChannelCard({ name, channel }: { name: string; channel: Channel }) {
  const { keeping } = deskSupport;
  const lines: [string, string][] = [
    [keeping.sent, number(channel.sent)],
    [keeping.failed, number(channel.failed)],
    [keeping.late, number(channel.late)],
    [keeping.waiting, number(channel.waiting)],
  ];
  if (channel.oldest_at !== null) lines.push([keeping.oldest, clock(new Date(channel.oldest_at))]);
  return (
    <section class="card" aria-label={name}>
      <h3>{name}</h3>
      <dl class="facts split">
        {lines.map(([what, said]) => (
          <div class="contents" key={what}>
            <dt class="quiet">{what}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function HeldTable({ items }: { items: readonly Held[] }) {
  const { keeping } = deskSupport;
  return (
    <>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{keeping.what}</th>
            <th scope="col" class="tally">
              {keeping.rows}
            </th>
            <th scope="col" class="tally">
              {keeping.next}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((it) => (
            <tr key={`${it.kind} ${it.from_the}`}>
              <th scope="row">
                {keeping.kinds[it.kind] ?? keeping.kinds[`${it.kind}.${it.from_the}`] ?? it.kind}
                <br />
                <span class="small quiet">{keeping.kept(it.days)}</span>
              </th>
              <td class="tally">{it.rows === null ? keeping.untold : number(it.rows)}</td>
              <td class="tally">{sayNext(it)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.some(isUntold) && <p class="small quiet">{keeping.whyUntold}</p>}
    </>
  );
}

const isUntold = ({ rows, past, next_on }: Held) => rows === null || (rows > 0 && past === 0 && next_on === null);

function sayNext({ rows, past, next_on }: Held): string {
  const { keeping } = deskSupport;
  if (past !== null && past > 0) return keeping.now(past);
  if (next_on !== null) return keeping.on(next_on);
  // One day would say of one person when it was: those are not told.
  return rows === null ? keeping.untold : rows === 0 ? keeping.nothingYet : keeping.dayUntold;
}
