import { useEffect, useRef, useState } from "preact/hooks";
import { askDryRun, getDryRun } from "../api/triageCalls.ts";
import type { DryRun } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
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
        <h2>{deskSupport.owner.tryTitle}</h2>
        <p class="quiet">{deskSupport.owner.tryHelp}</p>
      </div>
      <Choice<Mode>
        question={deskSupport.owner.earlier}
        hideQuestion
        options={[
          { value: "usual", label: deskSupport.owner.tryWith(false) },
          { value: "earlier", label: deskSupport.owner.tryWith(true) },
        ]}
        chosen={[mode]}
        onChoose={setMode}
      />
      <SelectField label={deskSupport.owner.tryWeeks} value={weeks} options={SPANS.map((value) => ({ value, label: deskSupport.owner.weeks(Number(value)) }))} onChange={setWeeks} />
      <div>
        <Button disabled={isWaiting && looks > 0} onClick={() => void ask()}>
          {deskSupport.owner.tryRun}
        </Button>
      </div>
      <div role="status">
        {isWaiting && <p>{looks > 0 ? deskSupport.owner.tryWaiting : deskSupport.owner.trySlow}</p>}
        {run !== null && run.sentence !== null && (
          <p class="figure-line">{run.sentence}</p>
        )}
      </div>
      {isWaiting && looks === 0 && (
        <div>
          <Button onClick={() => lookAgain(run.id, LOOKS_AT_MOST)}>{deskSupport.owner.tryLook}</Button>
        </div>
      )}
    </section>
  );
}
