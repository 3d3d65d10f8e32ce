import { Plus, X } from "lucide";
import { daysBetween, weekdayOptions } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { Check, SelectField, TextField } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { emptyStep, type DraftProblems, type GoalDraft } from "./goalDraft.ts";

type Props = {
  draft: GoalDraft;
  change: (part: Partial<GoalDraft>) => void;
  problems: DraftProblems;
  /** A new plan for a goal that has one: it starts today, in the same unit. */
  isReplan?: boolean;
};

export function HabitFields({ draft, change, isReplan = false }: Props) {
  const toggle = (day: number) =>
    draft.weekdays.includes(day) ? draft.weekdays.filter((it) => it !== day) : [...draft.weekdays, day];
  return (
    <>
      {draft.weekdays.length === 0 && (
        <>
          <div class="pairs">
            <TextField label={words.goalForm.times} type="number" inputMode="numeric" min="1" max="31" value={draft.times} onInput={(times) => change({ times })} />
            <SelectField label={words.goalForm.every} value={draft.every} options={optionsOf(words.goalForm.everyOptions)} onChange={(every) => change({ every })} />
          </div>
          <TextField
            label={words.goalForm.intervals[draft.every]}
            hint={words.goalForm.intervalHint}
            type="number"
            inputMode="numeric"
            min="1"
            max="90"
            value={draft.interval}
            onInput={(interval) => change({ interval })}
          />
        </>
      )}
      <Choice
        question={words.goalForm.weekdays}
        options={weekdayOptions()}
        chosen={draft.weekdays.map(String)}
        onChoose={(day) => change({ weekdays: toggle(Number(day)) })}
        look="scale week"
      />
      {!isReplan && <TextField label={words.goalForm.startOn} type="date" value={draft.startOn} onInput={(startOn) => change({ startOn })} />}
      <Check label={words.goalForm.atMost} on={draft.isAtMost} onChange={(isAtMost) => change({ isAtMost })} />
    </>
  );
}

export function MetricFields({ draft, change, problems, isReplan = false }: Props) {
  return (
    <>
      <div class="pairs">
        <TextField label={words.goalForm.startValue} inputMode="decimal" value={draft.startValue} onInput={(startValue) => change({ startValue })} />
        <TextField label={words.goalForm.targetValue} inputMode="decimal" value={draft.targetValue} onInput={(targetValue) => change({ targetValue })} problem={problems.targetValue} />
      </div>
      <div class="pairs">
        {!isReplan && (
          <TextField label={words.goalForm.unit} hint={words.goalForm.unitHint} optional value={draft.unit} onInput={(unit) => change({ unit })} maxLength={20} />
        )}
        <SelectField
          label={words.goalForm.checkInEvery}
          value={draft.every === "month" ? "week" : draft.every}
          options={[
            { value: "week", label: words.goalForm.weekly },
            { value: "day", label: words.goalForm.daily },
          ]}
          onChange={(every) => change({ every })}
        />
      </div>
      <PlanDates draft={draft} change={change} problems={problems} isReplan={isReplan} />
    </>
  );
}

export function StepsFields({ draft, change, problems }: Props) {
  const set = (key: string, part: { title?: string; dueOn?: string }) =>
    change({ steps: draft.steps.map((step) => (step.key === key ? { ...step, ...part } : step)) });
  const last = draft.steps.at(-1);
  const add = () =>
    change({ steps: [...draft.steps, emptyStep(draft.startOn, last === undefined ? 14 : daysBetween(draft.startOn, last.dueOn) + 14)] });
  return (
    <>
      <fieldset class="stack">
        <legend class="legend">{words.goalForm.steps}</legend>
        {problems.steps !== undefined && <p class="field-problem">{problems.steps}</p>}
        <ol class="stack">
          {draft.steps.map(({ key, title, dueOn }, i) => (
            <li class="card soft" key={key}>
              <TextField label={words.goalForm.step(i + 1)} value={title} onInput={(text) => set(key, { title: text })} maxLength={200} />
              <TextField label={words.goalForm.stepDue(i + 1)} type="date" value={dueOn} onInput={(day) => set(key, { dueOn: day })} />
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
          <Button onClick={add}>
            <Icon of={Plus} /> {words.goalForm.addStep}
          </Button>
        </div>
      </fieldset>
      <PlanDates draft={draft} change={change} problems={problems} />
    </>
  );
}

export function PlanDates({ draft, change, problems, isReplan = false }: Props) {
  return (
    <div class="pairs">
      {!isReplan && <TextField label={words.goalForm.startOn} type="date" value={draft.startOn} onInput={(startOn) => change({ startOn })} />}
      <TextField label={words.goalForm.targetOn} optional={draft.kind === "steps"} type="date" value={draft.targetOn} onInput={(targetOn) => change({ targetOn })} problem={problems.targetOn} />
    </div>
  );
}
