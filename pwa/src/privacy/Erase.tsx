import { useState } from "preact/hooks";
import { useRecentSignIn } from "../accounts/SignInAgain.tsx";
import { askForErasure, cancelErasure } from "../api/privacyCalls.ts";
import type { Erasure, Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Check } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt } from "../ui/attempt.ts";

type When = "now" | "in_7_days";

type Props = { me: Me; erasure: Erasure; onChanged: () => Promise<void>; onParted: (word: string) => Promise<void> };

/** Everything of this person erased, now or in seven days; until then they can change their mind. */
export function Erase({ me, erasure, onChanged, onParted }: Props) {
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
          me={me}
          onClose={() => setAsking(false)}
          onParted={onParted}
          onLater={async () => {
            setAsking(false);
            await onChanged();
          }}
        />
      )}
    </section>
  );
}

type SheetProps = Pick<Props, "me" | "onParted"> & { onClose: () => void; onLater: () => Promise<void> };

function EraseSheet({ me, onClose, onLater, onParted }: SheetProps) {
  const [when, setWhen] = useState<When>("in_7_days");
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { attemptRecently, sheet } = useRecentSignIn(me);
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
      {sheet}
    </Sheet>
  );
}
