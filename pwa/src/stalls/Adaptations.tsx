import { useState } from "preact/hooks";
import { listAdaptations, putAdaptation } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import type { AdaptationKind, Day, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { Tried } from "./Tried.tsx";

/** The changes of approach on one goal, and the place to log the next one. */
export function Adaptations({ goal, title, today, onLogged }: { goal: Uuid; title: string; today: Day; onLogged: () => Promise<void> }) {
  const [isLogging, setLogging] = useState(false);
  const { resource, reload } = useResource(`adaptations ${goal}`, () => listAdaptations(goal));
  return (
    <div class="stack-tight">
      <h3>{words.stall.tryTitle}</h3>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => <Tried items={items} />}
      </Loaded>
      <div>
        <Button label={words.checkIn.labelled(words.stall.logTry, title)} onClick={() => setLogging(true)}>
          {words.stall.logTry}
        </Button>
      </div>
      {isLogging && (
        <LogSheet
          goal={goal}
          title={title}
          today={today}
          onClose={() => setLogging(false)}
          onLogged={async () => {
            setLogging(false);
            await Promise.all([reload(), onLogged()]);
          }}
        />
      )}
    </div>
  );
}

type LogProps = { goal: Uuid; title: string; today: Day; onClose: () => void; onLogged: () => Promise<void> };

function LogSheet({ goal, title, today, onClose, onLogged }: LogProps) {
  const [id] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<AdaptationKind | null>(null);
  const [on, setOn] = useState(today);
  const [note, setNote] = useState("");
  const save = async (chosen: AdaptationKind) => {
    try {
      await putAdaptation(goal, id, { kind: chosen, on, note: note.trim() === "" ? null : note.trim() });
      toast(words.stall.trySaved);
      await onLogged();
    } catch (error) {
      toast(troubleText(error));
    }
  };
  return (
    <Sheet
      title={words.stall.logTry}
      subtitle={<p class="quiet">{title}</p>}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={kind === null} onClick={() => kind !== null && void save(kind)}>
          {words.stall.trySave}
        </Button>
      }
    >
      <Choice<AdaptationKind> question={words.stall.tryKind} options={optionsOf(words.stall.kinds)} chosen={kind === null ? [] : [kind]} onChoose={setKind} look="chips" />
      <TextField label={words.stall.tryOn} type="date" max={today} value={on} onInput={setOn} />
      <TextField label={words.stall.tryNote} optional multiline value={note} onInput={setNote} />
    </Sheet>
  );
}
