import { useState } from "preact/hooks";
import { arrange, cancelAppointment, changeAppointment, getAppointment } from "../api/plannedCalls.ts";
import type { Appointment, Me, Uuid } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { attempt } from "../ui/attempt.ts";
import { useTwoVersions } from "../ui/useTwoVersions.ts";
import { draftOfMeeting, meetingOf, type MeetingDraft } from "./meeting.ts";

type Props = { client: Uuid; name: string; me: Me; onSaved: () => void; onClose: () => void };
type OpenProps = Props & { held: Appointment | null; etag: string | null };

/** Arranges an appointment, or moves or cancels the one that was read under `etag`. */
export function AppointmentSheet({ client, name, me, held, etag, onSaved, onClose }: OpenProps) {
  const { meetings } = desk;
  const [draft, setDraft] = useState<MeetingDraft>(() => (held === null ? { on: "", at: "", minutes: "60", place: "" } : draftOfMeeting(held, me.zone)));
  const [isCancelling, setCancelling] = useState(false);
  const versions = useTwoVersions(etag, () => getAppointment(held?.id ?? ""));
  const change = (part: Partial<MeetingDraft>) => setDraft((kept) => ({ ...kept, ...part }));
  const wanted = meetingOf(draft, me.zone);
  const finish = (isDone: boolean) => {
    if (isDone) onSaved();
  };
  const save = async () => {
    if (wanted === null) return;
    if (held === null) finish(await attempt(() => arrange({ client_id: client, ...wanted }), meetings.arranged));
    else finish(await versions.save((seen) => changeAppointment(held.id, seen, wanted), words.common.saved));
  };
  const cancel = async () => {
    if (held !== null) finish(await versions.save((seen) => cancelAppointment(held.id, seen), meetings.cancelled));
  };
  const theirs = versions.theirs === null ? null : draftOfMeeting(versions.theirs, me.zone);
  const told = (it: MeetingDraft) => [`${it.on} ${it.at}`, words.today.minutes(Number(it.minutes)), it.place].filter(Boolean).join(" · ");
  return (
    <Sheet title={held === null ? meetings.add : meetings.change} subtitle={<p class="quiet">{meetings.of(name, me.zone)}</p>} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="pairs">
          <TextField label={meetings.day} type="date" value={draft.on} onInput={(on) => change({ on })} />
          <TextField label={meetings.time} type="time" value={draft.at} onInput={(at) => change({ at })} />
        </div>
        <TextField label={meetings.minutes} type="number" inputMode="numeric" min="5" max="1440" value={draft.minutes} onInput={(minutes) => change({ minutes })} />
        <TextField label={meetings.place} hint={meetings.placeHint} optional maxLength={300} value={draft.place} onInput={(place) => change({ place })} />
        {theirs !== null && (
          <TwoVersions
            differences={[{ what: meetings.title, mine: told(draft), theirs: told(theirs) }]}
            onMine={() => void save()}
            onTheirs={() => {
              setDraft(theirs);
              versions.put();
            }}
          />
        )}
        <div class="row">
          <Button kind="primary" submit disabled={wanted === null}>
            {words.common.save}
          </Button>
          {held !== null && !isCancelling && (
            <Button kind="plain" onClick={() => setCancelling(true)}>
              {meetings.cancel}
            </Button>
          )}
          {isCancelling && (
            <Button kind="danger" onClick={() => void cancel()}>
              {meetings.cancelSure}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  );
}
