import { useState } from "preact/hooks";
import { changeMe } from "../api/calls.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** Name and time zone: the zone decides which day a check-in belongs to and when a reminder comes. */
export function ProfileSettings({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  const [name, setName] = useState(me.name);
  const [zone, setZone] = useState(me.zone);
  const zones = [...new Set([me.zone, ...Intl.supportedValuesOf("timeZone")])].toSorted();
  const save = async () => {
    try {
      onChanged((await changeMe({ name: name.trim(), zone })).data);
      toast(words.common.saved);
    } catch (error) {
      toast(troubleText(error));
    }
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.settings.profile}</h2>
      <TextField label={words.settings.name} autoComplete="name" value={name} onInput={setName} maxLength={120} />
      <SelectField label={words.settings.zone} value={zone} options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))} onChange={setZone} />
      <div>
        <Button submit disabled={name.trim() === "" || (name.trim() === me.name && zone === me.zone)}>
          {words.common.save}
        </Button>
      </div>
    </form>
  );
}
