import { useState } from "preact/hooks";
import { putNudgePreferences } from "../api/calls.ts";
import type { NudgePreferences } from "../api/types.ts";
import { weekdayLabel } from "../i18n/dates.ts";
import { words } from "../i18n/en.ts";
import { Choice } from "../ui/Choice.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

const DAYS = Array.from({ length: 7 }, (_, i) => ({ value: String(i), label: weekdayLabel(i) }));

/** Whether, when and on which days Waymark reminds. */
export function ReminderSettings({ preferences }: { preferences: NudgePreferences }) {
  return (
    <section class="card">
      <div>
        <h2>{words.settings.reminders}</h2>
        <p class="small quiet">{words.settings.remindersHelp}</p>
      </div>
      <ReminderForm preferences={preferences} />
    </section>
  );
}

function ReminderForm({ preferences }: { preferences: NudgePreferences }) {
  const [held, setHeld] = useState(preferences);
  const save = async (next: NudgePreferences) => {
    setHeld(next);
    try {
      await putNudgePreferences(next);
      toast(words.common.saved);
    } catch (error) {
      setHeld(held);
      toast(troubleText(error));
    }
  };
  const toggle = (day: number) =>
    (held.weekdays.includes(day) ? held.weekdays.filter((it) => it !== day) : [...held.weekdays, day]).toSorted((a, b) => a - b);
  return (
    <div class="stack">
      <Switch label={words.settings.remindersOn} on={held.on} onChange={(on) => void save({ ...held, on })} />
      {held.on && (
        <>
          <TextField
            label={words.settings.remindersAt}
            type="time"
            value={held.at_local.slice(0, 5)}
            onInput={(at_local) => setHeld({ ...held, at_local })}
            onDone={() => {
              if (/^\d\d:\d\d$/.test(held.at_local)) void save(held);
            }}
          />
          <Choice
            question={words.settings.remindersDays}
            options={DAYS}
            chosen={held.weekdays.map(String)}
            onChoose={(day) => void save({ ...held, weekdays: toggle(Number(day)) })}
            look="scale week"
          />
        </>
      )}
    </div>
  );
}
