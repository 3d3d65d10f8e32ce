import { useState } from "preact/hooks";
import type { Day, Goal, SkipFacts, Uuid } from "../api/types.ts";
import { addDays } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { record } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { keepOrSay } from "./save.ts";
import { wishFor } from "./say.ts";

type Length = "today" | "until";
const EVERYTHING = "";

/** A break for a day or longer, from everything or from one goal. */
export function PauseSheet(props: { goals: readonly Goal[]; today: Day; goal?: Uuid; onClose: () => void }) {
  const { goals, today, onClose } = props;
  const [goal, setGoal] = useState<Uuid>(props.goal ?? EVERYTHING);
  const [reason, setReason] = useState<keyof typeof words.pause.reasons | null>(null);
  const [length, setLength] = useState<Length>("today");
  const [until, setUntil] = useState(addDays(today, 7));
  const isValid = length === "today" || until >= today;

  const start = async () => {
    const until_on = length === "today" ? today : until;
    const body: SkipFacts = { goal_id: goal === EVERYTHING ? null : goal, from_on: today, until_on, reason };
    const path = `/skips/${crypto.randomUUID()}`;
    if (!(await keepOrSay(record({ method: "PUT", path, body })))) return;
    onClose();
    const title = goals.find(({ id }) => id === goal)?.title;
    const back = addDays(until_on, 1);
    toast(title === undefined ? `${wishFor(reason)} ${words.pause.quietUntil(back)}` : words.pause.goalPaused(title, back), {
      label: words.common.undo,
      run: () => void keepOrSay(record({ method: "DELETE", path, body: null })),
    });
  };

  return (
    <Sheet
      title={words.pause.title}
      subtitle={<p class="quiet small">{words.pause.sinceThen}</p>}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={!isValid} onClick={() => void start()}>
          {words.pause.start}
        </Button>
      }
    >
      {goals.length > 1 && (
        <Choice
          question={words.pause.what}
          options={[
            { value: EVERYTHING, label: words.common.everything },
            ...goals.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          chosen={[goal]}
          onChoose={setGoal}
          look="chips"
        />
      )}
      <Choice
        question={words.pause.reason}
        options={optionsOf(words.pause.reasons)}
        chosen={reason === null ? [] : [reason]}
        onChoose={(value) => setReason(value === reason ? null : value)}
        look="chips"
      />
      <div class="stack">
        <Choice<Length>
          question={words.pause.howLong}
          options={[
            { value: "today", label: words.pause.justToday },
            { value: "until", label: words.pause.until },
          ]}
          chosen={[length]}
          onChoose={setLength}
        />
        {length === "until" && (
          <TextField
            label={words.pause.lastDay}
            type="date"
            min={today}
            value={until}
            onInput={setUntil}
            problem={isValid ? undefined : words.pause.lastDayInvalid}
          />
        )}
      </div>
    </Sheet>
  );
}
