import { useState } from "preact/hooks";
import type { Day, TriageCard } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { addDays, shortDay } from "../i18n/dates.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { Key, useSheetKeys } from "./useSheetKeys.tsx";

const LONGEST_DAYS = 90;
const DAYS = [1, 3, 7, 14] as const;

type Props = { card: TriageCard; today: Day; keys: boolean; onClose: () => void; onSnooze: (until: Day) => void };

/** On which day a card comes back: one tap for the likely ones. */
export function SnoozeSheet({ card, today, keys, onClose, onSnooze }: Props) {
  const [until, setUntil] = useState("");
  const last = addDays(today, LONGEST_DAYS);
  const isGood = until > today && until <= last;
  useSheetKeys(keys, Object.fromEntries(DAYS.map((days, i) => [String(i + 1), () => onSnooze(addDays(today, days))])));
  return (
    <Sheet
      title={deskSupport.triage.snoozeTitle}
      subtitle={<p class="quiet">{card.client.name}</p>}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={!isGood} onClick={() => onSnooze(until)}>
          {deskSupport.triage.snooze}
        </Button>
      }
    >
      <div class="choices">
        {DAYS.map((days, i) => (
          <Button key={days} big onClick={() => onSnooze(addDays(today, days))}>
            <span>
              <Key on={keys} of={i + 1} /> {deskSupport.triage.snoozeDays[days]}
              <br />
              <span class="small quiet">{shortDay(addDays(today, days))}</span>
            </span>
          </Button>
        ))}
      </div>
      <TextField label={deskSupport.triage.snoozeOther} type="date" min={addDays(today, 1)} max={last} value={until} onInput={setUntil} />
    </Sheet>
  );
}
