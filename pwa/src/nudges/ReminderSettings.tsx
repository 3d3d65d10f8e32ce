import { useEffect, useRef, useState } from "preact/hooks";
import { putNudgePreferences } from "../api/calls.ts";
import type { NudgePreferences } from "../api/types.ts";
import { weekdayOptions } from "../i18n/dates.ts";
import { mine } from "../i18n/mine.ts";
import { words } from "../i18n/words.ts";
import { Choice } from "../ui/Choice.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { whenSettled } from "../ui/settle.ts";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { PushSettings } from "./PushSettings.tsx";

type Timing = NudgePreferences["timing"];
const SAVED_AFTER_MS = 800;

/** Whether, when and on which days Waymark reminds, when it stays quiet, and what its messages say. */
export function ReminderSettings({ preferences, isBrief = false }: { preferences: NudgePreferences; isBrief?: boolean }) {
  return (
    <section class="card">
      <div>
        <h2>{words.settings.reminders}</h2>
        <p class="small quiet">{words.settings.remindersHelp}</p>
      </div>
      <ReminderForm preferences={preferences} isBrief={isBrief} />
      <PushSettings />
    </section>
  );
}

function ReminderForm({ preferences, isBrief }: { preferences: NudgePreferences; isBrief: boolean }) {
  const [held, setHeld] = useState(preferences);
  const [settling] = useState(() => whenSettled(SAVED_AFTER_MS));
  const latest = useRef(preferences);
  const saved = useRef(preferences);
  const sending = useRef(Promise.resolve());
  useEffect(() => settling.now, [settling]);

  const change = (part: Partial<NudgePreferences>) => {
    latest.current = { ...latest.current, ...part };
    setHeld(latest.current);
  };
  // One at a time: of two on their way together the older might be the one that stays.
  const save = () => (sending.current = sending.current.then(send));
  const send = async () => {
    const next = latest.current;
    if (next === saved.current) return;
    try {
      const { on, weekdays, at_local, timing, quiet_from, quiet_until, discreet, follow_up, look_back, measured, channels } = next;
      await putNudgePreferences({ on, weekdays, at_local, timing, quiet_from, quiet_until, discreet, follow_up, look_back, measured, channels });
      saved.current = next;
      toast(words.common.saved);
    } catch (error) {
      toast(troubleText(error));
      // What was changed since then is on its way by itself.
      if (latest.current !== next) return;
      change(saved.current);
    }
  };
  const settle = (part: Partial<NudgePreferences>) => {
    change(part);
    settling.later(() => void save());
  };
  const choose = (part: Partial<NudgePreferences>) => {
    settle(part);
    settling.now();
  };
  const toggle = (day: number) =>
    (held.weekdays.includes(day) ? held.weekdays.filter((it) => it !== day) : [...held.weekdays, day]).toSorted((a, b) => a - b);
  return (
    <div class="stack">
      <Switch label={words.settings.remindersOn} on={held.on} onChange={(on) => choose({ on })} />
      {held.on && (
        <>
          {held.eased !== "full" && <p class="card soft">{mine.reminders.eased[held.eased]}</p>}
          {(held.usual_at !== null || held.timing === "usual") && (
            <Choice<Timing>
              question={mine.reminders.timing}
              options={[
                { value: "set", label: mine.reminders.atSet },
                { value: "usual", label: mine.reminders.atUsual(held.usual_at?.slice(0, 5) ?? null) },
              ]}
              chosen={[held.timing]}
              onChoose={(timing) => choose({ timing })}
            />
          )}
          {held.timing === "set" && (
            <TimeField label={words.settings.remindersAt} value={held.at_local} onChange={(at_local) => settle({ at_local })} onDone={settling.now} />
          )}
          <Choice
            question={words.settings.remindersDays}
            options={weekdayOptions()}
            chosen={held.weekdays.map(String)}
            onChoose={(day) => choose({ weekdays: toggle(Number(day)) })}
            look="scale week"
          />
        </>
      )}
      {!isBrief && <Finer held={held} settle={settle} choose={choose} onDone={settling.now} />}
    </div>
  );
}

type FinerProps = {
  held: NudgePreferences;
  settle: (part: Partial<NudgePreferences>) => void;
  choose: (part: Partial<NudgePreferences>) => void;
  onDone: () => void;
};

/** What most people leave as it is. */
function Finer({ held, settle, choose, onDone }: FinerProps) {
  return (
    <>
      {held.on && (
        <>
          <div class="pairs">
            <TimeField label={mine.reminders.quietFrom} value={held.quiet_from} onChange={(quiet_from) => settle({ quiet_from })} onDone={onDone} />
            <TimeField label={mine.reminders.quietUntil} value={held.quiet_until} onChange={(quiet_until) => settle({ quiet_until })} onDone={onDone} />
          </div>
          <p class="small quiet">{mine.reminders.quietHelp}</p>
          <Switch label={mine.reminders.followUp} on={held.follow_up} onChange={(follow_up) => choose({ follow_up })} />
          <Switch label={mine.reminders.byMail} hint={mine.reminders.byMailHelp} on={held.channels.includes("email")} onChange={(on) => choose({ channels: on ? ["push", "email"] : ["push"] })} />
        </>
      )}
      <Switch label={mine.reminders.discreet} hint={mine.reminders.discreetHelp} on={held.discreet} onChange={(discreet) => choose({ discreet })} />
      <Switch label={mine.reminders.lookBack} on={held.look_back} onChange={(look_back) => choose({ look_back })} />
      {held.practice_measures && (
        <Switch label={mine.reminders.measured} hint={mine.reminders.measuredHelp} on={held.measured} onChange={(measured) => choose({ measured })} />
      )}
    </>
  );
}

type TimeProps = { label: string; value: string; onChange: (time: string) => void; onDone: () => void };

/** A time of day; what is not whole yet stays in the field and is not taken. */
function TimeField({ label, value, onChange, onDone }: TimeProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      type="time"
      value={typed ?? value.slice(0, 5)}
      onInput={(text) => {
        const isWhole = /^\d\d:\d\d$/.test(text);
        setTyped(isWhole ? null : text);
        if (isWhole) onChange(text);
      }}
      onDone={() => {
        setTyped(null);
        onDone();
      }}
    />
  );
}
