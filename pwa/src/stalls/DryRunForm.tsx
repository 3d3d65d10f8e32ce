import { useEffect, useRef, useState } from "preact/hooks";
import { askDryRun, getDryRun } from "../api/deskCalls.ts";
import type { DryRun } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { SelectField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

const SPANS = ["4", "12", "26", "52"] as const;
const LOOK_AGAIN_MS = 2_000;
const LOOKS_AT_MOST = 45;

type Mode = "usual" | "earlier";

/** What settings would have flagged in the practice's own history, worked out by the server while one waits. */
export function DryRunForm() {
  const [mode, setMode] = useState<Mode>("earlier");
  const [weeks, setWeeks] = useState<(typeof SPANS)[number]>("12");
  const [run, setRun] = useState<DryRun | null>(null);
  const [looks, setLooks] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const isWaiting = run !== null && run.answered_at === null;

  const lookAgain = (id: string, left: number) => {
    setLooks(left);
    if (left === 0) return;
    timer.current = setTimeout(() => {
      getDryRun(id)
        .then(({ data }) => {
          setRun(data);
          if (data.answered_at === null) lookAgain(id, left - 1);
        })
        .catch((error: unknown) => {
          toast(troubleText(error));
          setLooks(0);
        });
    }, LOOK_AGAIN_MS);
  };
  const ask = async () => {
    clearTimeout(timer.current);
    try {
      const { data } = await askDryRun(mode === "earlier", Number(weeks));
      setRun(data);
      lookAgain(data.id, LOOKS_AT_MOST);
    } catch (error) {
      toast(troubleText(error));
    }
  };
  return (
    <section class="card">
      <div>
        <h2>{desk.owner.tryTitle}</h2>
        <p class="quiet">{desk.owner.tryHelp}</p>
      </div>
      <Choice<Mode>
        question={desk.owner.earlier}
        hideQuestion
        options={[
          { value: "usual", label: desk.owner.tryWith(false) },
          { value: "earlier", label: desk.owner.tryWith(true) },
        ]}
        chosen={[mode]}
        onChoose={setMode}
      />
      <SelectField label={desk.owner.tryWeeks} value={weeks} options={SPANS.map((value) => ({ value, label: desk.owner.weeks(Number(value)) }))} onChange={setWeeks} />
      <div>
        <Button disabled={isWaiting && looks > 0} onClick={() => void ask()}>
          {desk.owner.tryRun}
        </Button>
      </div>
      <div role="status">
        {isWaiting && <p>{looks > 0 ? desk.owner.tryWaiting : desk.owner.trySlow}</p>}
        {run !== null && run.sentence !== null && <p class="figure-line">{run.sentence}</p>}
      </div>
      {isWaiting && looks === 0 && (
        <div>
          <Button onClick={() => lookAgain(run.id, LOOKS_AT_MOST)}>{desk.owner.tryLook}</Button>
        </div>
      )}
    </section>
  );
}
