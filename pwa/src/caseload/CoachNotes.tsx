import { useState } from "preact/hooks";
import { dropNote, listNotes, putNote } from "../api/deskCalls.ts";
import type { CoachNote, Uuid } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { TextField } from "../ui/Field.tsx";
import { Paged } from "../ui/Paged.tsx";
import { attempt } from "../ui/attempt.ts";

const LONGEST = 8000;

/** What the coach keeps for themselves about one client; who else may have it stands beside the field. */
export function CoachNotes({ client, name }: { client: Uuid; name: string }) {
  const [text, setText] = useState("");
  const [id, setId] = useState(() => crypto.randomUUID());
  const [version, setVersion] = useState(0);
  const add = async () => {
    // The same id until it is kept: trying again never makes two of it.
    if (!(await attempt(() => putNote(client, id, text.trim()), desk.notes.kept))) return;
    setText("");
    setId(crypto.randomUUID());
    setVersion(version + 1);
  };
  return (
    <section class="card">
      <h2>{desk.notes.title}</h2>
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField label={desk.notes.text} hint={desk.notes.declared(name)} multiline maxLength={LONGEST} value={text} onInput={setText} />
        <div>
          <Button submit disabled={text.trim() === ""}>
            {desk.notes.add}
          </Button>
        </div>
      </form>
      <Paged of={`notes on ${client} ${version}`} load={(cursor) => listNotes(client, cursor)} empty={<p class="quiet">{desk.notes.none}</p>}>
        {(items, reload) => (
          <ul class="lines">
            {items.map((note) => (
              <Note key={note.id} client={client} note={note} onChanged={reload} />
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

function Note({ client, note, onChanged }: { client: Uuid; note: CoachNote; onChanged: () => Promise<void> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const save = async (text: string) => {
    if (!(await attempt(() => putNote(client, note.id, text), desk.notes.kept))) return;
    setDraft(null);
    await onChanged();
  };
  if (draft !== null) {
    return (
      <li class="line">
        <form
          class="stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            void save(draft.trim());
          }}
        >
          <TextField label={desk.notes.text2} multiline maxLength={LONGEST} value={draft} onInput={setDraft} autoFocus />
          <div class="row">
            <Button submit disabled={draft.trim() === ""}>
              {words.common.save}
            </Button>
            <Button kind="plain" onClick={() => setDraft(null)}>
              {words.common.cancel}
            </Button>
          </div>
        </form>
      </li>
    );
  }
  return (
    <li class="line stack-tight">
      <p class="said">{note.text}</p>
      <div class="row-between">
        <span class="small quiet">{desk.notes.when(note.written_at, note.edited_at)}</span>
        <span class="row">
          <Button kind="plain" label={desk.notes.labelled(desk.notes.edit, note.written_at)} onClick={() => setDraft(note.text)}>
            {desk.notes.edit}
          </Button>
          <Button kind="plain" label={desk.notes.labelled(desk.notes.drop, note.written_at)} onClick={() => setAsking(true)}>
            {desk.notes.drop}
          </Button>
        </span>
      </div>
      {isAsking && (
        <Confirm
          title={desk.notes.dropTitle}
          action={desk.notes.drop}
          onConfirm={() => void attempt(() => dropNote(client, note.id), desk.notes.dropped).then(onChanged)}
          onClose={() => setAsking(false)}
        >
          <p>{desk.notes.dropHelp}</p>
        </Confirm>
      )}
    </li>
  );
}
