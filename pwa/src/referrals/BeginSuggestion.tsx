import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { askForSupport } from "../api/supportCalls.ts";
import type { Goal, Uuid } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { client: Uuid; name: string; goals: Goal[] };

/** A suggestion that a coach begins by hand: it needs no level, and the client's agreement to patterns being looked for. */
export function BeginSuggestion({ client, name, goals }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [goal, setGoal] = useState("");
  const [note, setNote] = useState("");
  const [isSending, setSending] = useState(false);
  const { route } = useLocation();
  const begin = async () => {
    setSending(true);
    try {
      const { data } = await askForSupport(client, note.trim() === "" ? null : note.trim(), goal === "" ? null : goal);
      route(`/suggestions/${data.id}`);
    } catch (error) {
      toast(troubleText(error));
      setSending(false);
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{deskSupport.referral.begin}</Button>
      {isOpen && (
        <Sheet
          title={deskSupport.referral.beginTitle(name)}
          subtitle={<p class="quiet">{deskSupport.referral.beginHelp}</p>}
          onClose={() => setOpen(false)}
          footer={
            <Button kind="primary" disabled={isSending} onClick={() => void begin()}>
              {deskSupport.referral.beginNow}
            </Button>
          }
        >
          <SelectField
            label={deskSupport.referral.beginGoal}
            value={goal}
            options={[{ value: "", label: deskSupport.referral.beginNoGoal }, ...goals.map(({ id, title }) => ({ value: id, label: title }))]}
            onChange={setGoal}
          />
          <TextField label={deskSupport.referral.beginNote} hint={deskSupport.referral.beginNoteHint} optional multiline maxLength={1000} value={note} onInput={setNote} />
        </Sheet>
      )}
    </>
  );
}
