import { useState } from "preact/hooks";
import type { Day, TriageCard } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { addDays, shortDay } from "../i18n/dates.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Key } from "../ui/Key.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { lastDayOfRest } from "./rest.ts";
import { useSheetKeys } from "./useKeys.ts";

const DAYS = [1, 3, 7, 14] as const;

type Props = { card: TriageCard; today: Day; keys: boolean; onClose: () => void; onSnooze: (until: Day) => void };

/** On which day a card comes back: one tap for the likely ones. */
export function SnoozeSheet({ card, today, keys, onClose, onSnooze }: Props) {
  const [until, setUntil] = useState("");
  const last = lastDayOfRest(today);
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
              {keys && <Key of={i + 1} />} {deskSupport.triage.snoozeDays[days]}
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
