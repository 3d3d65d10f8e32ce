import { useState } from "preact/hooks";
import { changeGoal } from "../api/calls.ts";
import type { Area, Goal } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { goal: Goal; etag: string | null; mayEdit: boolean; onChanged: () => Promise<void> };

/** Why it matters, and the if-then plan: the client's own words, to read and, with name and area, to rewrite. */
export function GoalWords({ goal, etag, mayEdit, onChanged }: Props) {
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <WordsForm goal={goal} etag={etag} onChanged={onChanged} onClose={() => setEditing(false)} />;
  return (
    <section class="stack">
      <div class="two">
        <div class="stack-tight">
          <h2>{words.goal.why}</h2>
          {goal.why === null ? <p class="quiet">{words.goal.noWhy}</p> : <p class="quote">{goal.why}</p>}
        </div>
        {goal.if_then !== null && (
          <div class="stack-tight">
            <h2>{words.goal.ifThen}</h2>
            <p class="quote">{words.checkIn.ifThen(goal.if_then)}</p>
          </div>
        )}
      </div>
      {mayEdit && (
        <div>
          <Button onClick={() => setEditing(true)}>{goalPages.edit.action}</Button>
        </div>
      )}
    </section>
  );
}

function WordsForm({ goal, etag, onChanged, onClose }: Omit<Props, "mayEdit"> & { onClose: () => void }) {
  const [title, setTitle] = useState(goal.title);
  const [area, setArea] = useState(goal.area);
  const [why, setWhy] = useState(goal.why ?? "");
  const [planIf, setPlanIf] = useState(goal.if_then?.if ?? "");
  const [planThen, setPlanThen] = useState(goal.if_then?.then ?? "");
  const save = async () => {
    const isPlanned = planIf.trim() !== "" && planThen.trim() !== "";
    try {
      await changeGoal(goal.id, etag ?? "*", {
        title: title.trim(),
        area,
        why: why.trim() === "" ? null : why.trim(),
        if_then: isPlanned ? { if: planIf.trim(), then: planThen.trim() } : null,
      });
      toast(words.common.saved);
      onClose();
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={words.goalForm.name} value={title} onInput={setTitle} maxLength={200} problem={title.trim() === "" ? words.goalForm.nameMissing : undefined} />
      <SelectField<Area> label={words.goalForm.area} value={area} options={optionsOf(words.goals.areas)} onChange={setArea} />
      <TextField label={words.goal.why} optional multiline value={why} onInput={setWhy} />
      <TextField label={words.goalForm.planIf} optional value={planIf} onInput={setPlanIf} />
      <TextField label={words.goalForm.planThen} optional value={planThen} onInput={setPlanThen} />
      <div class="row">
        <Button kind="primary" submit disabled={title.trim() === ""}>
          {words.common.save}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
