import { useEffect, useRef, useState } from "preact/hooks";
import type { Goal } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { whenSettled } from "../ui/settle.ts";

const SAVED_AFTER_MS = 600;

/** A note in the client's own words, saved whenever they pause, and when they leave; and who will read it. */
export function NoteField({ note, goal, onSave }: { note: string | null; goal: Goal; onSave: (note: string | null) => void }) {
  const [isOpen, setOpen] = useState(note !== null);
  const [text, setText] = useState(note ?? "");
  const [settling] = useState(() => whenSettled(SAVED_AFTER_MS));
  const save = useRef<(typed: string) => void>(() => undefined);
  save.current = (typed) => {
    const next = typed.trim() === "" ? null : typed.trim();
    if (next !== note) onSave(next);
  };
  useEffect(() => settling.now, [settling]);
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
    <TextField
      label={words.checkIn.note}
      hint={goal.shared.notes ? words.checkIn.noteRead : words.checkIn.noteUnread}
      multiline
      autoFocus={note === null}
      value={text}
      onInput={(typed) => {
        setText(typed);
        settling.later(() => save.current(typed));
      }}
      onDone={settling.now}
    />
  );
}
