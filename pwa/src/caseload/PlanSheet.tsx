import { useState } from "preact/hooks";
import { arrange, listAppointments } from "../api/plannedCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Appointment, Day, Me, TriageCard } from "../api/types.ts";
import { addDays, localDay, shortDay } from "../i18n/dates.ts";
import { desk } from "../i18n/desk.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { attempt } from "../ui/attempt.ts";
import { Button } from "../ui/Button.tsx";
import { Key } from "../ui/Key.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { emptyMeeting, meetingOf, partedAt, sayWhen } from "./meeting.ts";
import { MeetingFields } from "./MeetingFields.tsx";
import { lastDayOfRest } from "./rest.ts";
import { useSheetKeys } from "./useKeys.ts";

const DAYS = [1, 3, 7] as const;

type Arranged = { id: string; etag: string | null };
type Props = { card: TriageCard; me: Me; keys: boolean; onPlan: (on: Day | null, arranged: Arranged | null) => void; onClose: () => void };

/** On which day they will speak of it: at the appointment there is, at one that is made here, or without one. */
export function PlanSheet({ card, me, keys, onPlan, onClose }: Props) {
  const { triage } = deskSupport;
  const [draft, setDraft] = useState(emptyMeeting);
  const [isSaving, setSaving] = useState(false);
  const { resource } = useResource(`next of ${card.client.id}`, () => listAppointments(card.client.id, new Date(Date.now() - 3_600_000).toISOString()));
  const next = resource.state === "ready" ? partedAt(resource.data.items, new Date()).coming[0] : undefined;
  const wanted = meetingOf(draft, me.zone);
  const planOn = ({ starts_at }: Pick<Appointment, "starts_at">, arranged: Arranged | null) => {
    const on = localDay(me.zone, new Date(starts_at));
    onPlan(on >= me.today && on <= lastDayOfRest(me.today) ? on : null, arranged);
  };
  const save = async () => {
    if (wanted === null || isSaving) return;
    setSaving(true);
    await attempt(async () => {
      const { data, etag } = await arrange({ client_id: card.client.id, ...wanted });
      planOn(data, { id: data.id, etag });
    });
    setSaving(false);
  };
  const pick = (days: number) => setDraft((kept) => ({ ...kept, on: addDays(me.today, days) }));
  useSheetKeys(keys, {
    ...Object.fromEntries(DAYS.map((days, i) => [String(i + 1), () => pick(days)])),
    n: () => next !== undefined && planOn(next, null),
    w: () => onPlan(null, null),
  });
  return (
    <Sheet title={triage.plan} subtitle={<p class="quiet">{desk.meetings.of(card.client.name, me.zone)}</p>} onClose={onClose}>
      {next !== undefined && (
        <Button big onClick={() => planOn(next, null)}>
          {keys && <Key of="N" />} {triage.planThen(sayWhen(next, me))}
        </Button>
      )}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="choices">
          {DAYS.map((days, i) => (
            <Button key={days} pressed={draft.on === addDays(me.today, days)} onClick={() => pick(days)}>
              <span>
                {keys && <Key of={i + 1} />} {triage.snoozeDays[days]}
                <br />
                <span class="small quiet">{shortDay(addDays(me.today, days))}</span>
              </span>
            </Button>
          ))}
        </div>
        <MeetingFields draft={draft} change={(part) => setDraft((kept) => ({ ...kept, ...part }))} />
        <div class="row">
          <Button kind="primary" submit disabled={wanted === null || isSaving}>
            {triage.arrange}
          </Button>
          <Button kind="plain" onClick={() => onPlan(null, null)}>
            {keys && <Key of="W" />} {triage.planOnly}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
