import { useState } from "preact/hooks";
import { changeGoal } from "../api/calls.ts";
import type { Goal, GoalChange } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { goal: Goal; etag: string | null; onChanged: () => Promise<void>; onPause?: () => void };

/** Pause, reach, let go, or take up again. */
export function GoalActions({ goal, etag, onChanged, onPause }: Props) {
  const [isLettingGo, setLettingGo] = useState(false);
  const [reason, setReason] = useState("");
  const change = async (body: GoalChange) => {
    try {
      await changeGoal(goal.id, etag ?? "*", body);
      toast(words.common.saved);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
  };
  const isOpen = goal.status === "active" || goal.status === "not_started";
  return (
    <section class="stack-tight">
      <h2>{words.goal.actions}</h2>
      <div class="row">
        {isOpen ? (
          <>
            {onPause && <Button onClick={onPause}>{words.goal.pause}</Button>}
            <Button onClick={() => void change({ status: "achieved" })}>{words.goal.achieved}</Button>
            <Button onClick={() => setLettingGo(true)}>{words.goal.letGo}</Button>
          </>
        ) : (
          <Button onClick={() => void change({ status: "active" })}>{words.goal.resume}</Button>
        )}
      </div>
      {isLettingGo && (
        <Sheet
          title={words.goal.letGoTitle}
          subtitle={<p class="quiet">{words.goal.letGoHelp}</p>}
          onClose={() => setLettingGo(false)}
          footer={
            <Button
              kind="primary"
              onClick={() => {
                setLettingGo(false);
                void change({ status: "let_go", status_reason: reason.trim() === "" ? null : reason.trim() });
              }}
            >
              {words.goal.letGo}
            </Button>
          }
        >
          <TextField label={words.goal.letGoReason} optional value={reason} onInput={setReason} maxLength={300} />
        </Sheet>
      )}
    </section>
  );
}
