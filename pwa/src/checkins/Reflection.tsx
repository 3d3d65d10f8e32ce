import { useState } from "preact/hooks";
import type { ReflectionFacts } from "../api/types.ts";
import { number } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { record } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { keepOrSay } from "./save.ts";

/** The week in three taps; the third one saves. */
export function Reflection({ week }: { week: string }) {
  const [heavy, setHeavy] = useState<number | null>(null);
  const [drained, setDrained] = useState<number | null>(null);
  const [isOver, setOver] = useState(false);
  const [isSaved, setSaved] = useState(false);

  const finish = async (bigger: ReflectionFacts["bigger"]) => {
    const body = { week, heavy, drained, bigger };
    const path = `/reflections/${crypto.randomUUID()}`;
    if (await keepOrSay(record({ method: "PUT", path, body }))) setSaved(true);
  };

  if (isOver) return null;
  if (isSaved) return <p role="status">{words.reflection.thanks}</p>;
  const step = heavy === null ? 1 : drained === null ? 2 : 3;
  return (
    <section class="card" aria-label={words.reflection.title}>
      <div class="due-head">
        <h3>{words.reflection.title}</h3>
        <span class="small quiet">{words.reflection.step(step)}</span>
      </div>
      {step === 1 && <ScaleOf question={words.reflection.heavy} onChoose={setHeavy} />}
      {step === 2 && <ScaleOf question={words.reflection.drained} onChoose={setDrained} />}
      {step === 3 && (
        <Choice
          question={words.reflection.bigger}
          options={optionsOf(words.reflection.biggerAnswers)}
          chosen={[]}
          onChoose={(answer) => void finish(answer)}
        />
      )}
      <div>
        <Button kind="plain" onClick={() => setOver(true)}>
          {words.reflection.later}
        </Button>
      </div>
    </section>
  );
}

/** 0 to 10, the ends with what they mean. */
function scale() {
  const { lightest, heaviest } = words.reflection;
  const ends = new Map([
    [0, lightest],
    [10, heaviest],
  ]);
  return Array.from({ length: 11 }, (_, i) => ({ value: String(i), label: number(i), ...(ends.has(i) && { name: ends.get(i) ?? "" }) }));
}

function ScaleOf({ question, onChoose }: { question: string; onChoose: (value: number) => void }) {
  return (
    <div class="stack-tight">
      <Choice key={question} question={question} options={scale()} chosen={[]} onChoose={(value) => onChoose(Number(value))} look="scale" />
      <p class="row-between small quiet" aria-hidden="true">
        <span>{words.reflection.lightest}</span>
        <span>{words.reflection.heaviest}</span>
      </p>
    </div>
  );
}
