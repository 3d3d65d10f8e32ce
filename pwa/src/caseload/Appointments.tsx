import { CalendarPlus } from "lucide";
import { useState } from "preact/hooks";
import type { Answer } from "../api/client.ts";
import { every } from "../api/every.ts";
import { useLive } from "../api/live.ts";
import { changeAppointment, getAppointment, listAppointments } from "../api/plannedCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Appointment, Me, Uuid } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { attempt } from "../ui/attempt.ts";
import { AppointmentSheet } from "./AppointmentSheet.tsx";
import { partedAt, sayWhen } from "./meeting.ts";

const MS_A_DAY = 86_400_000;
const DAYS_BACK = 180;
const PAST_SHOWN = 3;

/** All appointments with a client that are to come, and those of the last half year. */
export const appointmentsOf = (client: Uuid, now = new Date()): Promise<Answer<Appointment[]>> =>
  every((cursor) => listAppointments(client, new Date(now.getTime() - DAYS_BACK * MS_A_DAY).toISOString(), cursor));

type Props = { client: Uuid; name: string; me: Me };

/** When coach and client talk next, and whether they did. */
export function Appointments({ client, name, me }: Props) {
  const { resource, reload, refresh } = useResource(`appointments ${client}`, () => appointmentsOf(client));
  useLive(refresh);
  const [open, setOpen] = useState<{ held: Appointment | null; etag: string | null } | null>(null);
  const { meetings } = desk;
  const show = (id: Uuid) =>
    void attempt(async () => {
      const { data, etag } = await getAppointment(id);
      setOpen({ held: data, etag });
    });
  return (
    <section class="card">
      <div class="row-between">
        <h2>{meetings.title}</h2>
        <Button onClick={() => setOpen({ held: null, etag: null })}>
          <Icon of={CalendarPlus} /> {meetings.add}
        </Button>
      </div>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(items) => {
          const { coming, over } = partedAt(items, new Date());
          return (
            <>
              {coming.length === 0 && <p class="quiet">{meetings.none}</p>}
              <ul class="lines">
                {coming.map((it) => (
                  <li class="line row-between" key={it.id}>
                    <When appointment={it} me={me} />
                    <Button kind="plain" label={meetings.labelled(meetings.move, sayWhen(it, me))} onClick={() => show(it.id)}>
                      {meetings.move}
                    </Button>
                  </li>
                ))}
                {over.slice(0, PAST_SHOWN).map((it) => (
                  <Past key={it.id} appointment={it} me={me} onChanged={reload} />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
      {open !== null && (
        <AppointmentSheet
          client={client}
          name={name}
          me={me}
          held={open.held}
          etag={open.etag}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            void reload();
          }}
        />
      )}
    </section>
  );
}

function When({ appointment, me }: { appointment: Appointment; me: Me }) {
  const rest = [words.today.minutes(appointment.minutes), appointment.place].filter(Boolean).join(" · ");
  return (
    <div>
      <p>{sayWhen(appointment, me)}</p>
      <p class="small quiet">{rest}</p>
    </div>
  );
}

function Past({ appointment, me, onChanged }: { appointment: Appointment; me: Me; onChanged: () => Promise<void> }) {
  const { meetings } = desk;
  const answer = (attended: boolean) =>
    void attempt(async () => {
      const { etag } = await getAppointment(appointment.id);
      await changeAppointment(appointment.id, etag ?? "*", { attended: appointment.attended === attended ? null : attended });
    }, words.common.saved).then(onChanged);
  return (
    <li class="line row-between">
      <When appointment={appointment} me={me} />
      <div class="row" role="group" aria-label={meetings.labelled(meetings.didIt, sayWhen(appointment, me))}>
        <Button pressed={appointment.attended === true} onClick={() => answer(true)}>
          {meetings.attended}
        </Button>
        <Button pressed={appointment.attended === false} onClick={() => answer(false)}>
          {meetings.missed}
        </Button>
      </div>
    </li>
  );
}
