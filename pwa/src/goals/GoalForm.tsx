import { useState } from "preact/hooks";
import { createGoal, putMilestone } from "../api/calls.ts";
import { Problem } from "../api/problem.ts";
import type { Area, Day, GoalKind, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { Check, SelectField, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { emptyDraft, goalOf, namedSteps, problemsOf, stillHolding, type DraftProblems, type GoalDraft } from "./goalDraft.ts";
import { HabitFields, MetricFields, StepsFields } from "./PlanFields.tsx";

type Props = { client: Uuid; today: Day; mayBePrivate: boolean; onCreated: (goal: Uuid) => void };

/** A new goal, for oneself or for a client. */
export function GoalForm({ client, today, mayBePrivate, onCreated }: Props) {
  const [draft, setDraft] = useState(() => emptyDraft(today));
  const [problems, setProblems] = useState<DraftProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<GoalDraft>) => {
    setDraft((held) => ({ ...held, ...part }));
    setProblems((held) => stillHolding(held, { ...draft, ...part }));
    setTrouble(null);
  };

  const save = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setSaving(true);
    setTrouble(null);
    try {
      const { data: goal } = await createGoal(goalOf(draft, client));
      if (draft.kind === "steps") await saveSteps(goal.id, draft);
      toast(words.goalForm.created);
      onCreated(goal.id);
    } catch (error) {
      const fields = error instanceof Problem ? error.fields.map(({ field, detail }) => `${field}: ${detail}`) : [];
      setTrouble(fields.length > 0 ? `${words.goalForm.checkFields} ${fields.join(" ")}` : troubleText(error));
      setSaving(false);
    }
  };

  return (
    <form
      class="stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="stack">
        <TextField
          label={words.goalForm.name}
          hint={words.goalForm.nameHint}
          value={draft.title}
          onInput={(title) => change({ title })}
          problem={problems.title}
          maxLength={200}
        />
        <SelectField<Area> label={words.goalForm.area} value={draft.area} options={optionsOf(words.goals.areas)} onChange={(area) => change({ area })} />
      </div>
      <Choice<GoalKind>
        question={words.goalForm.kind}
        options={optionsOf(words.goals.kinds)}
        chosen={[draft.kind]}
        onChoose={(kind) => change({ kind })}
        big
      />
      <div class="stack">
        <p class="quiet">{words.goals.kindHelp[draft.kind]}.</p>
        {draft.kind === "habit" && <HabitFields draft={draft} change={change} problems={problems} />}
        {draft.kind === "metric" && <MetricFields draft={draft} change={change} problems={problems} />}
        {draft.kind === "steps" && <StepsFields draft={draft} change={change} problems={problems} />}
      </div>
      <div class="stack">
        <TextField label={words.goalForm.why} optional multiline value={draft.why} onInput={(why) => change({ why })} />
        <fieldset class="stack">
          <legend class="legend">
            {words.goalForm.ifThen} <span class="small quiet">({words.common.optional})</span>
          </legend>
          <p class="small quiet">{words.goalForm.ifThenHelp}</p>
          <TextField label={words.goalForm.planIf} placeholder={words.goalForm.planIfHint} value={draft.planIf} onInput={(planIf) => change({ planIf })} />
          <TextField label={words.goalForm.planThen} placeholder={words.goalForm.planThenHint} value={draft.planThen} onInput={(planThen) => change({ planThen })} />
        </fieldset>
        {mayBePrivate && <Check label={words.goalForm.private} on={draft.isPrivate} onChange={(isPrivate) => change({ isPrivate })} />}
      </div>
      <div class="stack">
        {trouble !== null && (
          <p class="field-problem" role="alert">
            {trouble}
          </p>
        )}
        <Button kind="primary" big submit disabled={isSaving}>
          {words.goalForm.create}
        </Button>
      </div>
    </form>
  );
}

async function saveSteps(goal: Uuid, draft: GoalDraft): Promise<void> {
  for (const [i, { key, title, dueOn }] of namedSteps(draft).entries()) {
    // The step's own key is its UUID: a second press of the button makes no second milestone.
    await putMilestone(goal, key, {
      title: title.trim(),
      position: i,
      due_from: null,
      due_on: dueOn === "" ? null : dueOn,
      weight: 1,
      reached_on: null,
      what_worked: null,
    });
  }
}
