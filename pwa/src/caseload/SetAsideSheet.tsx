import { useState } from "preact/hooks";
import type { TriageCard } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { Key } from "../ui/Key.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { useSheetKeys } from "./useKeys.ts";

type Props = { card: TriageCard; keys: boolean; onClose: () => void; onSetAside: (reason: string) => void };

/** Why a card is not a concern: a word of it is what makes the next card better. */
export function SetAsideSheet({ card, keys, onClose, onSetAside }: Props) {
  const [reason, setReason] = useState("");
  const { reasons } = deskSupport.triage;
  const done = () => reason.trim() !== "" && onSetAside(reason.trim());
  useSheetKeys(keys, { ...Object.fromEntries(reasons.map((it, i) => [String(i + 1), () => setReason(it)])), enter: done });
  return (
    <Sheet
      title={deskSupport.triage.whyTitle}
      subtitle={<p class="quiet">{card.client.name}</p>}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={reason.trim() === ""} onClick={done}>
          {keys && <Key of="Enter" />} {deskSupport.triage.notAConcern}
        </Button>
      }
    >
      <Choice
        question={deskSupport.triage.whyTitle}
        hideQuestion
        options={reasons.map((value, i) => ({ value, label: value, ...(keys && { hint: i + 1 }) }))}
        chosen={reasons.filter((value) => value === reason)}
        onChoose={setReason}
        look="chips"
      />
      <TextField label={deskSupport.triage.reasonWords} hint={deskSupport.triage.whyHelp} multiline value={reason} onInput={setReason} maxLength={1000} />
    </Sheet>
  );
}
