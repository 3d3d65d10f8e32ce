import { useState } from "preact/hooks";
import { askForErasure, cancelErasure } from "../api/privacyCalls.ts";
import type { Erasure } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Check } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt, type AttemptRecently } from "../ui/attempt.ts";

type When = "now" | "in_7_days";

type Props = {
  erasure: Erasure;
  onChanged: () => Promise<void>;
  onParted: (word: string) => Promise<void>;
  attemptRecently: AttemptRecently;
};

/** Everything of this person erased, now or in seven days; until then they can change their mind. */
export function Erase({ erasure, onChanged, onParted, attemptRecently }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <section class="card">
      <h2>{mine.data.eraseTitle}</h2>
      {erasure.state === "waiting" && erasure.due_at !== null ? (
        <>
          <p>
            <strong>{mine.data.due(erasure.due_at)}</strong>
          </p>
          <div>
            <Button kind="primary" onClick={() => void attempt(cancelErasure, mine.data.kept).then(onChanged)}>
              {mine.data.keep}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p class="quiet">{mine.data.eraseHelp}</p>
          <div>
            <Button kind="danger" onClick={() => setAsking(true)}>
              {mine.data.erase}
            </Button>
          </div>
        </>
      )}
      {isAsking && (
        <EraseSheet
          onClose={() => setAsking(false)}
          onParted={onParted}
          attemptRecently={attemptRecently}
          onLater={async () => {
            setAsking(false);
            await onChanged();
          }}
        />
      )}
    </section>
  );
}

type SheetProps = Pick<Props, "onParted" | "attemptRecently"> & { onClose: () => void; onLater: () => Promise<void> };

function EraseSheet({ onClose, onLater, onParted, attemptRecently }: SheetProps) {
  const [when, setWhen] = useState<When>("in_7_days");
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const erase = async () => {
    setBusy(true);
    await attemptRecently(async () => {
      const { data } = await askForErasure(when);
      await (data.state === "done" ? onParted(mine.data.erased) : onLater());
    });
    setBusy(false);
  };
  return (
    <Sheet
      title={mine.data.eraseTitle}
      subtitle={<p class="quiet">{mine.data.eraseHelp}</p>}
      onClose={onClose}
      footer={
        <>
          <Button kind="danger" disabled={isBusy || (when === "now" && !isSure)} onClick={() => void erase()}>
            {mine.data.eraseDo[when]}
          </Button>
          <Button onClick={onClose}>{words.common.cancel}</Button>
        </>
      }
    >
      <Choice
        question={mine.data.eraseWhen}
        options={[
          { value: "in_7_days", label: mine.data.eraseLater },
          { value: "now", label: mine.data.eraseNow },
        ]}
        chosen={[when]}
        onChoose={setWhen}
      />
      <p class="quiet">{when === "now" ? mine.data.eraseNowHelp : mine.data.eraseLaterHelp}</p>
      {when === "now" && <Check label={mine.data.eraseCheck} on={isSure} onChange={setSure} />}
    </Sheet>
  );
}
