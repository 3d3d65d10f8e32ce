import { useState } from "preact/hooks";
import { putSharing } from "../api/privacyCalls.ts";
import type { Sharing } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Switch } from "../ui/Field.tsx";
import { attempt } from "../ui/attempt.ts";

export const SHARED_FIELDS = Object.keys(mine.sharing.fields) as (keyof Sharing)[];

/** What the coach sees unless a goal says otherwise: one switch an item, saved as it is turned. */
export function SharingSettings({ sharing }: { sharing: Sharing }) {
  const [held, setHeld] = useState(sharing);
  const turn = async (next: Sharing) => {
    setHeld(next);
    if (!(await attempt(async () => setHeld((await putSharing(next)).data), words.common.saved))) setHeld(held);
  };
  return (
    <section class="card">
      <div>
        <h2>{mine.sharing.title}</h2>
        <p class="small quiet">{mine.sharing.help}</p>
      </div>
      <div class="lines">
        {SHARED_FIELDS.map((key) => (
          <Switch
            key={key}
            label={mine.sharing.fields[key]}
            hint={key === "notes" ? mine.sharing.notesHelp : undefined}
            on={held[key]}
            onChange={(on) => void turn({ ...held, [key]: on })}
          />
        ))}
      </div>
    </section>
  );
}
