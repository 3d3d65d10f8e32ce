import { useState } from "preact/hooks";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";

/** A note in the client's own words, saved when they leave the field. */
export function NoteField({ note, onSave }: { note: string | null; onSave: (note: string | null) => void }) {
  const [isOpen, setOpen] = useState(note !== null);
  const [text, setText] = useState(note ?? "");
  if (!isOpen) {
    return (
      <div>
        <Button kind="plain" onClick={() => setOpen(true)}>
          {words.checkIn.addNote}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack-tight">
      <TextField
        label={words.checkIn.note}
        hint={words.checkIn.noteHint}
        multiline
        autoFocus={note === null}
        value={text}
        onInput={setText}
        onDone={() => {
          const next = text.trim() === "" ? null : text.trim();
          if (next !== note) onSave(next);
        }}
      />
      <a class="small" href="/helplines">
        {words.helplines.under}
      </a>
    </div>
  );
}
