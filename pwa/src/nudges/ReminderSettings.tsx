import { useEffect, useRef, useState } from "preact/hooks";
import { putNudgePreferences } from "../api/calls.ts";
import type { NudgePreferences } from "../api/types.ts";
import { weekdayOptions } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Choice } from "../ui/Choice.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { whenSettled } from "../ui/settle.ts";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { PushSettings } from "./PushSettings.tsx";

const SAVED_AFTER_MS = 800;

/** Whether, when and on which days Waymark reminds. */
export function ReminderSettings({ preferences }: { preferences: NudgePreferences }) {
  return (
    <section class="card">
      <div>
        <h2>{words.settings.reminders}</h2>
        <p class="small quiet">{words.settings.remindersHelp}</p>
      </div>
      <ReminderForm preferences={preferences} />
      <PushSettings />
    </section>
  );
}

function ReminderForm({ preferences }: { preferences: NudgePreferences }) {
  const [held, setHeld] = useState(preferences);
  const [time, setTime] = useState(preferences.at_local.slice(0, 5));
  const [settling] = useState(() => whenSettled(SAVED_AFTER_MS));
  const latest = useRef(preferences);
  const saved = useRef(preferences);
  useEffect(() => settling.now, [settling]);

  const change = (part: Partial<NudgePreferences>) => {
    latest.current = { ...latest.current, ...part };
    setHeld(latest.current);
  };
  const save = async () => {
    const next = latest.current;
    try {
      // What is not asked here stays as the server has it.
      const { on, weekdays, at_local } = next;
      await putNudgePreferences({ on, weekdays, at_local });
      saved.current = next;
      toast(words.common.saved);
    } catch (error) {
      toast(troubleText(error));
      // What was changed since then is on its way by itself.
      if (latest.current !== next) return;
      change(saved.current);
      setTime(saved.current.at_local.slice(0, 5));
    }
  };
  const type = (text: string) => {
    setTime(text);
    if (!/^\d\d:\d\d$/.test(text)) return;
    change({ at_local: text });
    settling.later(() => void save());
  };
  const choose = (part: Partial<NudgePreferences>) => {
    change(part);
    settling.later(() => void save());
    settling.now();
  };
  const toggle = (day: number) =>
    (held.weekdays.includes(day) ? held.weekdays.filter((it) => it !== day) : [...held.weekdays, day]).toSorted((a, b) => a - b);
  return (
    <div class="stack">
      <Switch label={words.settings.remindersOn} on={held.on} onChange={(on) => choose({ on })} />
      {held.on && (
        <>
          <TextField
            label={words.settings.remindersAt}
            type="time"
            value={time}
            onInput={type}
            onDone={settling.now}
          />
          <Choice
            question={words.settings.remindersDays}
            options={weekdayOptions()}
            chosen={held.weekdays.map(String)}
            onChoose={(day) => choose({ weekdays: toggle(Number(day)) })}
            look="scale week"
          />
        </>
      )}
    </div>
  );
}
