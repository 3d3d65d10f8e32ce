import { useState } from "preact/hooks";
import { changeGoal, getGoal } from "../api/calls.ts";
import type { Area, Goal } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";

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
  const versions = useTwoVersions(etag, () => getGoal(goal.id), (now) => said(now) === said(goal));
  const { theirs } = versions;
  const isPlanned = planIf.trim() !== "" && planThen.trim() !== "";
  const mine = {
    title: title.trim(),
    area,
    why: why.trim() === "" ? null : why.trim(),
    if_then: isPlanned ? { if: planIf.trim(), then: planThen.trim() } : null,
  };
  const save = async () => {
    if (!(await versions.save((seen) => changeGoal(goal.id, seen, mine), words.common.saved))) return;
    onClose();
    await onChanged();
  };
  const take = (now: Goal) => {
    setTitle(now.title);
    setArea(now.area);
    setWhy(now.why ?? "");
    setPlanIf(now.if_then?.if ?? "");
    setPlanThen(now.if_then?.then ?? "");
    versions.put();
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
      {theirs !== null && (
        <TwoVersions
          differences={[
            { what: words.goalForm.name, mine: mine.title, theirs: theirs.title },
            { what: words.goalForm.area, mine: words.goals.areas[area], theirs: words.goals.areas[theirs.area] },
            { what: words.goal.why, mine: mine.why ?? "", theirs: theirs.why ?? "" },
            { what: words.goal.ifThen, mine: saidIfThen(mine), theirs: saidIfThen(theirs) },
          ]}
          onMine={() => void save()}
          onTheirs={() => take(theirs)}
        />
      )}
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

type Words = Pick<Goal, "title" | "area" | "why" | "if_then">;
const saidIfThen = ({ if_then }: Pick<Goal, "if_then">) => (if_then === null ? "" : words.checkIn.ifThen(if_then));
const said = ({ title, area, why, if_then }: Words) => JSON.stringify([title, area, why, if_then?.if, if_then?.then]);
