import { Plus, X } from "lucide";
import { useState } from "preact/hooks";
import { changeTemplate, dropTemplate, getTemplate, keepTemplate } from "../../api/plannedCalls.ts";
import type { Area, Day, GoalKind, Template } from "../../api/types.ts";
import { desk } from "../../i18n/desk.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, optionsOf } from "../../ui/Choice.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { TwoVersions } from "../../ui/TwoVersions.tsx";
import { attempt } from "../../ui/attempt.ts";
import { useTwoVersions } from "../../ui/useTwoVersions.ts";
import { HabitFields } from "../PlanFields.tsx";
import { draftOfTemplate, emptyTemplate, emptyTemplateStep, problemsOfTemplate, templateOf, type TemplateDraft } from "./templateDraft.ts";
import { sayTemplate } from "./say.ts";

type Props = { held: Template | null; etag: string | null; today: Day; onSaved: () => void; onClose: () => void };

/** Makes a template, or changes or retires the one that was read under `etag`. */
export function TemplateSheet({ held, etag, today, onSaved, onClose }: Props) {
  const { templates } = desk;
  const [draft, setDraft] = useState(() => (held === null ? emptyTemplate(today) : draftOfTemplate(held, today)));
  const [isAsked, setAsked] = useState(false);
  const versions = useTwoVersions(etag, () => getTemplate(held?.id ?? ""));
  const change = (part: Partial<TemplateDraft>) => setDraft((kept) => ({ ...kept, ...part }));
  const problems = isAsked ? problemsOfTemplate(draft) : {};
  const finish = (isDone: boolean) => {
    if (isDone) onSaved();
  };
  const save = async () => {
    setAsked(true);
    if (Object.keys(problemsOfTemplate(draft)).length > 0) return;
    if (held === null) finish(await attempt(() => keepTemplate(templateOf(draft)), words.common.saved));
    else finish(await versions.save((seen) => changeTemplate(held.id, seen, templateOf(draft, held)), words.common.saved));
  };
  const { theirs } = versions;
  const mine = templateOf(draft, held ?? undefined);
  return (
    <Sheet title={held === null ? templates.add : templates.edit} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={words.goalForm.name} value={draft.title} onInput={(title) => change({ title })} problem={problems.title} maxLength={200} />
        <SelectField<Area> label={words.goalForm.area} value={draft.area} options={optionsOf(words.goals.areas)} onChange={(area) => change({ area })} />
        <Choice<GoalKind> question={words.goalForm.kind} options={optionsOf(words.goals.kinds)} chosen={[draft.kind]} onChoose={(kind) => change({ kind })} />
        {draft.kind === "habit" && <HabitFields draft={{ ...draft, steps: [] }} change={(part) => change({ ...part, steps: draft.steps })} problems={{}} isReplan />}
        {draft.kind === "metric" && (
          <div class="pairs">
            <TextField label={words.goalForm.startValue} inputMode="decimal" value={draft.startValue} onInput={(startValue) => change({ startValue })} />
            <TextField label={words.goalForm.targetValue} inputMode="decimal" value={draft.targetValue} onInput={(targetValue) => change({ targetValue })} problem={problems.targetValue} />
            <TextField label={words.goalForm.unit} optional value={draft.unit} onInput={(unit) => change({ unit })} maxLength={20} />
          </div>
        )}
        {draft.kind === "steps" && <Steps draft={draft} change={change} problem={problems.steps} />}
        {draft.kind !== "habit" && (
          <TextField
            label={templates.weeks}
            type="number"
            inputMode="numeric"
            min="1"
            max="260"
            value={draft.weeks}
            onInput={(weeks) => change({ weeks })}
            problem={problems.weeks === true ? templates.weeksMissing : undefined}
          />
        )}
        <TextField label={words.goalForm.planIf} optional value={draft.planIf} onInput={(planIf) => change({ planIf })} maxLength={300} />
        <TextField label={words.goalForm.planThen} optional value={draft.planThen} onInput={(planThen) => change({ planThen })} maxLength={300} />
        {theirs !== null && (
          <TwoVersions
            differences={[
              { what: words.goalForm.name, mine: mine.title, theirs: theirs.title },
              { what: templates.what, mine: sayTemplate(mine), theirs: sayTemplate(theirs) },
              { what: words.goal.ifThen, mine: saidIfThen(mine), theirs: saidIfThen(theirs) },
            ]}
            onMine={() => void save()}
            onTheirs={() => {
              setDraft(draftOfTemplate(theirs, today));
              versions.put();
            }}
          />
        )}
        <div class="row">
          <Button kind="primary" submit>
            {words.common.save}
          </Button>
          {held !== null && (
            <Button kind="plain" onClick={() => void versions.save((seen) => dropTemplate(held.id, seen), templates.dropped).then(finish)}>
              {templates.drop}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  );
}

const saidIfThen = ({ if_then }: Pick<Template, "if_then">) => (if_then === null ? "" : words.checkIn.ifThen(if_then));

function Steps({ draft, change, problem }: { draft: TemplateDraft; change: (part: Partial<TemplateDraft>) => void; problem: string | undefined }) {
  const set = (key: string, part: { title?: string; afterDays?: string }) =>
    change({ steps: draft.steps.map((step) => (step.key === key ? { ...step, ...part } : step)) });
  return (
    <fieldset class="stack">
      <legend class="legend">{words.goalForm.steps}</legend>
      {problem !== undefined && <p class="field-problem">{problem}</p>}
      <ol class="stack">
        {draft.steps.map(({ key, title, afterDays }, i) => (
          <li class="card soft" key={key}>
            <TextField label={words.goalForm.step(i + 1)} value={title} onInput={(text) => set(key, { title: text })} maxLength={200} />
            <TextField label={desk.templates.afterDays(i + 1)} optional type="number" inputMode="numeric" min="0" max="2000" value={afterDays} onInput={(days) => set(key, { afterDays: days })} />
            {draft.steps.length > 1 && (
              <div>
                <Button kind="plain" onClick={() => change({ steps: draft.steps.filter((step) => step.key !== key) })}>
                  <Icon of={X} /> {words.goalForm.removeStep(i + 1)}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <div>
        <Button onClick={() => change({ steps: [...draft.steps, emptyTemplateStep("")] })}>
          <Icon of={Plus} /> {words.goalForm.addStep}
        </Button>
      </div>
    </fieldset>
  );
}
