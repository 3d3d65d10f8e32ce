import { every } from "../api/every.ts";
import { getMeasuring, getNudgeEffect, listMailRefusals, putMeasuring, tryMailAgain } from "../api/plannedCalls.ts";
import { useResource } from "../api/resource.ts";
import type { NudgeEffect } from "../api/types.ts";
import { fullDay } from "../i18n/dates.ts";
import { desk } from "../i18n/desk.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../ui/Back.tsx";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { attempt } from "../ui/attempt.ts";
import { NudgeTexts } from "./NudgeTexts.tsx";

/** What the owner sets about reminders: their words, whether their use is measured, and whose mail is refused. */
export function RemindersPage() {
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead title={desk.reminders.title} lead={desk.reminders.lead} />
      <div class="stack-wide">
        <NudgeTexts />
        <Measuring />
        <MailRefusals />
      </div>
    </>
  );
}

function Measuring() {
  const { reminders } = desk;
  const setting = useResource("measuring", getMeasuring);
  const effect = useResource("nudge effect", getNudgeEffect);
  return (
    <section class="card">
      <Loaded resource={setting.resource} onRetry={() => void setting.reload()}>
        {({ measuring }, { etag }) => (
          <Switch
            label={reminders.measure}
            hint={reminders.measureHelp}
            longHint
            on={measuring}
            onChange={(on) => void attempt(() => putMeasuring(etag ?? "*", on), words.common.saved).then(setting.reload)}
          />
        )}
      </Loaded>
      <Loaded resource={effect.resource} onRetry={() => void effect.reload()} quiet>
        {({ measuring, overall, since_on }) => (measuring || overall.enough ? <p class="small">{sayEffect(overall, since_on)}</p> : null)}
      </Loaded>
    </section>
  );
}

function sayEffect({ enough, with_nudge, without }: NudgeEffect["overall"], since: string): string {
  const { reminders } = desk;
  if (!enough || with_nudge.share === null || without.share === null) return reminders.tooEarly(with_nudge.occasions, without.occasions);
  return reminders.effect(Math.round(with_nudge.share * 100), Math.round(without.share * 100), fullDay(since));
}

function MailRefusals() {
  const { reminders } = desk;
  const { resource, reload } = useResource("mail refusals", () => every(listMailRefusals));
  return (
    <section class="card">
      <h2>{reminders.refusals}</h2>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(items) =>
          items.length === 0 ? (
            <p class="quiet">{reminders.noRefusals}</p>
          ) : (
            <ul class="lines">
              {items.map((it) => (
                <li class="line row-between" key={it.client_id}>
                  <div>
                    <p>
                      {it.name} <span class="small quiet">{it.email}</span>
                    </p>
                    <p class="small quiet">
                      {fullDay(it.since.slice(0, 10))}: {it.reply}
                    </p>
                  </div>
                  <Button
                    kind="plain"
                    label={words.checkIn.labelled(reminders.again, it.name)}
                    onClick={() => void attempt(() => tryMailAgain(it.client_id), reminders.againDone).then(reload)}
                  >
                    {reminders.again}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
