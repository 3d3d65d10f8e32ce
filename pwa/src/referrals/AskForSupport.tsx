import { useState } from "preact/hooks";
import { askForSupport } from "../api/supportCalls.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { me: Me; onAsked: () => Promise<void>; label?: string; note?: string };

/** Asking the coach for support beside coaching: a note is optional, and it says who reads it. `note`: to start from. */
export function AskForSupport({ me, onAsked, label = words.help.ask, note = "" }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (me.coach === null) return <p class="small quiet">{words.help.noCoach}</p>;
  return (
    <div class="stack-tight">
      <div>
        <Button onClick={() => setOpen(true)}>{label}</Button>
      </div>
      {isOpen && (
        <AskSheet
          me={me.id}
          coach={me.coach.name}
          note={note}
          onClose={() => setOpen(false)}
          onAsked={async () => {
            setOpen(false);
            await onAsked();
          }}
        />
      )}
    </div>
  );
}

type SheetProps = { me: string; coach: string; note: string; onClose: () => void; onAsked: () => Promise<void> };

function AskSheet({ me, coach, note: begun, onClose, onAsked }: SheetProps) {
  const [note, setNote] = useState(begun);
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      const { data } = await askForSupport(me, note.trim() === "" ? null : note.trim());
      toast(data.state === "offered" ? words.help.stands : words.help.asked);
      await onAsked();
    } catch (error) {
      toast(troubleText(error));
      setSending(false);
    }
  };
  return (
    <Sheet
      title={words.help.ask}
      subtitle={<p class="quiet">{words.help.askHelp}</p>}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={isSending} onClick={() => void send()}>
          {words.help.send}
        </Button>
      }
    >
      <TextField label={words.help.note} hint={words.help.whoReads(coach)} optional multiline maxLength={1000} value={note} onInput={setNote} />
    </Sheet>
  );
}
