import { useRef, useState } from "preact/hooks";
import type { CheckInFacts, Day, DueGoal, Felt, Obstacle, Outcome } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { fates } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { obstacleOptions } from "../ui/obstacles.ts";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { IfThenReplay } from "./IfThenReplay.tsx";
import type { Logged } from "./logged.ts";
import { NoteField } from "./NoteField.tsx";
import { Reflection } from "./Reflection.tsx";
import { blank, firstValue, saveCheckIn, undoCheckIn } from "./save.ts";
import { sayResult } from "./say.ts";
import { Stepper } from "./Stepper.tsx";

type Props = {
  due: DueGoal;
  on: Day;
  today: Day;
  logged: Logged | null;
  /** Whether the tap that opened this sheet made the check-in. */
  isNew: boolean;
  asksFeelings: boolean;
  /** The ISO week whose reflection is still to come, or null. */
  reflectionWeek: string | null;
  onClose: () => void;
};

/** One check-in. The first tap saves it; everything after edits the same one. */
export function CheckInSheet({ due, on, today, logged, isNew, asksFeelings, reflectionWeek, onClose }: Props) {
  const { goal } = due;
  const [id] = useState(() => logged?.id ?? crypto.randomUUID());
  // Stays although the third tap makes the week no longer due.
  const [week] = useState(reflectionWeek);
  const [facts, setFacts] = useState<CheckInFacts | null>(logged?.facts ?? null);
  // Two changes may come closer together than the phone can write: each builds on the one before.
  const latest = useRef(facts);
  const save = async (change: Partial<CheckInFacts>) => {
    const before = latest.current;
    const next = { ...(before ?? blank(goal.id, on)), ...change };
    latest.current = next;
    const saved = await saveCheckIn(id, next);
    if (saved !== null) setFacts(saved);
    else if (latest.current === next) latest.current = before;
  };
  const close = () => {
    onClose();
    if (facts === null || (!isNew && facts === logged?.facts)) return;
    const before = isNew ? undefined : logged?.facts;
    toast(words.checkIn.saved(sayResult(facts, goal), on, today), {
      label: words.common.undo,
      run: () => void (before === undefined ? undoCheckIn(id) : saveCheckIn(id, before)),
    });
  };
  const undo = () => {
    onClose();
    void undoCheckIn(id);
  };

  return (
    <Sheet
      title={facts === null ? words.checkIn.title(goal.title, on, today) : words.checkIn.saved(sayResult(facts, goal), on, today)}
      subtitle={<SavedState isSaved={facts !== null} id={id} goal={goal.title} />}
      onClose={close}
      footer={
        facts !== null && (
          <>
            <Button onClick={undo}>{words.common.undo}</Button>
            <Button kind="primary" onClick={close}>
              {facts.note === null ? words.common.close : words.checkIn.keepNote}
            </Button>
          </>
        )
      }
    >
      {goal.kind === "metric" && (
        <Stepper
          key={facts === null ? "new" : "saved"}
          goal={goal}
          start={facts?.value ?? firstValue(goal, due.last_value)}
          onSave={(value) => void save({ value })}
        />
      )}
      {goal.kind !== "metric" && (
        <Choice<Outcome>
          question={words.checkIn.ask(on, today)}
          hideQuestion={facts !== null}
          options={optionsOf(words.checkIn.outcomes)}
          chosen={facts?.outcome ? [facts.outcome] : []}
          onChoose={(outcome) => void save({ outcome })}
          look={facts === null ? "choices column" : "outcomes"}
          big
        />
      )}
      {facts !== null && <After facts={facts} due={due} save={save} asksFeelings={asksFeelings} week={week} />}
    </Sheet>
  );
}

type AfterProps = {
  facts: CheckInFacts;
  due: DueGoal;
  asksFeelings: boolean;
  week: string | null;
  save: (change: Partial<CheckInFacts>) => Promise<void>;
};

/** What may be added once the check-in is safe. */
function After({ facts, due, asksFeelings, week, save }: AfterProps) {
  const isMiss = facts.outcome === "partly" || facts.outcome === "not";
  const wasHard = facts.felt === "heavy" || facts.felt === "hard";
  const toggle = (obstacle: Obstacle) =>
    facts.obstacles.includes(obstacle) ? facts.obstacles.filter((it) => it !== obstacle) : [...facts.obstacles, obstacle];
  return (
    <>
      {asksFeelings && (
        <Choice<Felt>
          question={words.checkIn.feltQuestion}
          options={optionsOf(words.checkIn.felt)}
          chosen={facts.felt === null ? [] : [facts.felt]}
          onChoose={(felt) => void save({ felt: felt === facts.felt ? null : felt })}
          look="choices five"
        />
      )}
      {(isMiss || wasHard || facts.obstacles.length > 0) && (
        <Choice<Obstacle>
          question={words.checkIn.obstacleQuestion}
          options={obstacleOptions(facts.obstacles)}
          chosen={facts.obstacles}
          onChoose={(obstacle) => void save({ obstacles: toggle(obstacle) })}
          look="chips"
        />
      )}
      {due.goal.if_then && <IfThenReplay goal={due.goal} plan={due.goal.if_then} mayRewrite={isMiss} />}
      {week !== null && <Reflection week={week} />}
      <NoteField note={facts.note} goal={due.goal} onSave={(note) => void save({ note })} />
    </>
  );
}

function SavedState({ isSaved, id, goal }: { isSaved: boolean; id: string; goal: string }) {
  const state = fates.value.get(`/check-ins/${id}`)?.state ?? "synced";
  const said = { on_phone: words.outbox.onPhone, synced: words.outbox.synced, refused: words.outbox.refused }[state];
  return (
    <>
      {isSaved && <p class="quiet">{words.checkIn.addMore}</p>}
      <p class="small quiet" role="status">
        {isSaved ? `${goal} · ${said}` : ""}
      </p>
    </>
  );
}
