import { Plus, X } from "lucide";
import { useState } from "preact/hooks";
import { keepProgramme } from "../../api/plannedCalls.ts";
import type { Day, Release, Template } from "../../api/types.ts";
import { desk } from "../../i18n/desk.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "../../ui/Button.tsx";
import { optionsOf } from "../../ui/Choice.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { attempt } from "../../ui/attempt.ts";
import { stepsOf, type StepDraft } from "./templateDraft.ts";

type Props = { templates: readonly Template[]; today: Day; onSaved: () => void; onClose: () => void };

/** Puts templates into an order in which they are released. */
export function ProgrammeSheet({ templates, today, onSaved, onClose }: Props) {
  const { programmes } = desk;
  const next = (release: Release): StepDraft => ({ key: crypto.randomUUID(), template: templates[0]?.id ?? "", release, afterDays: "14", on: today });
  const [title, setTitle] = useState("");
  const [steps, setSteps] = useState<StepDraft[]>(() => [next("at_once")]);
  const set = (key: string, part: Partial<StepDraft>) => setSteps(steps.map((step) => (step.key === key ? { ...step, ...part } : step)));
  const wanted = stepsOf(steps);
  const save = async () => {
    if (wanted === null) return;
    if (await attempt(() => keepProgramme({ title: title.trim(), steps: wanted }), words.common.saved)) onSaved();
  };
  return (
    <Sheet title={programmes.add} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={programmes.name} value={title} onInput={setTitle} maxLength={200} />
        <ol class="stack">
          {steps.map(({ key, template, release, afterDays, on }, i) => (
            <li class="card soft" key={key}>
              <SelectField
                label={programmes.which(i + 1)}
                value={template}
                options={templates.map((it) => ({ value: it.id, label: it.title }))}
                onChange={(id) => set(key, { template: id })}
              />
              <SelectField<Release> label={programmes.when(i + 1)} value={release} options={optionsOf(programmes.releases)} onChange={(it) => set(key, { release: it })} />
              {release === "delay" && (
                <TextField label={programmes.days(i + 1)} type="number" inputMode="numeric" min="0" max="2000" value={afterDays} onInput={(days) => set(key, { afterDays: days })} />
              )}
              {release === "date" && <TextField label={programmes.on(i + 1)} type="date" value={on} onInput={(day) => set(key, { on: day })} />}
              {steps.length > 1 && (
                <div>
                  <Button kind="plain" onClick={() => setSteps(steps.filter((step) => step.key !== key))}>
                    <Icon of={X} /> {programmes.remove(i + 1)}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ol>
        <div>
          <Button onClick={() => setSteps([...steps, next("completion")])}>
            <Icon of={Plus} /> {programmes.addStep}
          </Button>
        </div>
        <div>
          <Button kind="primary" submit disabled={wanted === null || title.trim() === ""}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
