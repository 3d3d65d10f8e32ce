import { desk } from "../i18n/desk.ts";
import { TextField } from "../ui/Field.tsx";
import type { MeetingDraft } from "./meeting.ts";

/** When, how long and where. */
export function MeetingFields({ draft, change }: { draft: MeetingDraft; change: (part: Partial<MeetingDraft>) => void }) {
  const { meetings } = desk;
  return (
    <>
      <div class="pairs">
        <TextField label={meetings.day} type="date" value={draft.on} onInput={(on) => change({ on })} />
        <TextField label={meetings.time} type="time" value={draft.at} onInput={(at) => change({ at })} />
      </div>
      <TextField label={meetings.minutes} type="number" inputMode="numeric" min="5" max="1440" value={draft.minutes} onInput={(minutes) => change({ minutes })} />
      <TextField label={meetings.place} hint={meetings.placeHint} optional maxLength={300} value={draft.place} onInput={(place) => change({ place })} />
    </>
  );
}
