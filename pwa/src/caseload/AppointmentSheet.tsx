import { useState } from "preact/hooks";
import { arrange, cancelAppointment, changeAppointment, getAppointment } from "../api/plannedCalls.ts";
import type { Appointment, Me, Uuid } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { attempt } from "../ui/attempt.ts";
import { useTwoVersions } from "../ui/useTwoVersions.ts";
import { MeetingFields } from "./MeetingFields.tsx";
import { draftOfMeeting, emptyMeeting, meetingOf, type MeetingDraft } from "./meeting.ts";

type Props = { client: Uuid; name: string; me: Me; onSaved: () => void; onClose: () => void };
type OpenProps = Props & { held: Appointment | null; etag: string | null };

/** Arranges an appointment, or moves or cancels the one that was read under `etag`. */
export function AppointmentSheet({ client, name, me, held, etag, onSaved, onClose }: OpenProps) {
  const { meetings } = desk;
  const [draft, setDraft] = useState<MeetingDraft>(() => (held === null ? emptyMeeting : draftOfMeeting(held, me.zone)));
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
        <MeetingFields draft={draft} change={change} />
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
