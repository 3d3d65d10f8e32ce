import { useId, useState } from "preact/hooks";
import { takeIn } from "../api/privacyCalls.ts";
import type { Imported } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Field.tsx";
import { attempt } from "../ui/attempt.ts";

/** Takes in a copy that Waymark made for this person, here or elsewhere. */
export function BringIn() {
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [restores, setRestores] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [taken, setTaken] = useState<Imported | null>(null);
  const go = async (chosen: File) => {
    setBusy(true);
    setTaken(null);
    await attempt(async () => setTaken((await takeIn(chosen, restores ? "restore" : "keep")).data));
    setBusy(false);
  };
  return (
    <details class="card twin-card">
      <summary>
        <h2>{mine.data.inTitle}</h2>
      </summary>
      <div class="stack">
        <p class="quiet">{mine.data.inHelp}</p>
        <div class="field">
          <label for={id}>{mine.data.choose}</label>
          <input
            id={id}
            class="input"
            type="file"
            accept=".zip,application/zip"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
        <Switch label={mine.data.restore} hint={mine.data.restoreHelp} on={restores} onChange={setRestores} />
        <div>
          <Button disabled={file === null || isBusy} onClick={() => file !== null && void go(file)}>
            {mine.data.takeIn}
          </Button>
        </div>
        <div role="status">
          {taken !== null && (
            <p>
              {mine.data.takenIn(taken.goals, taken.check_ins, taken.already_here)}{" "}
              {taken.feelings_left_out > 0 && mine.data.feelingsLeftOut(taken.feelings_left_out)}
            </p>
          )}
        </div>
      </div>
    </details>
  );
}
