import { useState } from "preact/hooks";
import { putSharing } from "../api/calls.ts";
import type { Sharing } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Switch } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

const KEYS = Object.keys(words.settings.shared) as (keyof Sharing)[];

/** Who sees what: one switch an item, saved as it is turned. */
export function SharingSettings({ sharing }: { sharing: Sharing }) {
  return (
    <section class="card">
      <div>
        <h2>{words.settings.sharing}</h2>
        <p class="small quiet">{words.settings.sharingHelp}</p>
      </div>
      <Switches sharing={sharing} />
    </section>
  );
}

function Switches({ sharing }: { sharing: Sharing }) {
  const [held, setHeld] = useState(sharing);
  const turn = async (next: Sharing) => {
    setHeld(next);
    try {
      setHeld((await putSharing(next)).data);
      toast(words.common.saved);
    } catch (error) {
      setHeld(held);
      toast(troubleText(error));
    }
  };
  return (
    <div class="lines">
      {KEYS.map((key) => (
        <Switch
          key={key}
          label={words.settings.shared[key]}
          hint={key === "notes" ? words.settings.sharedNotesHelp : undefined}
          on={held[key]}
          onChange={(on) => void turn({ ...held, [key]: on })}
        />
      ))}
    </div>
  );
}
