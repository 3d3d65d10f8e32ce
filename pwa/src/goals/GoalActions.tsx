import { useState } from "preact/hooks";
import { changeGoal } from "../api/calls.ts";
import type { Goal, GoalChange } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt } from "../ui/attempt.ts";

type Props = { goal: Goal; etag: string | null; onChanged: () => Promise<void>; onPause?: () => void };

/** Pause, put on hold, reach, let go, or take up again. An end is asked for a word on it, and needs none. */
export function GoalActions({ goal, etag, onChanged, onPause }: Props) {
  const [ending, setEnding] = useState<"achieved" | "let_go" | null>(null);
  const change = async (body: GoalChange) => {
    await attempt(() => changeGoal(goal.id, etag ?? "*", body), words.common.saved);
    await onChanged();
  };
  const isOpen = goal.status === "active" || goal.status === "not_started";
  return (
    <section class="stack-tight">
      <h2>{words.goal.actions}</h2>
      <div class="row">
        {isOpen && onPause && <Button onClick={onPause}>{words.goal.pause}</Button>}
        {isOpen && <Button onClick={() => void change({ status: "on_hold" })}>{goalPages.edit.hold}</Button>}
        {!isOpen && <Button onClick={() => void change({ status: "active", status_reason: null })}>{words.goal.resume}</Button>}
        {(isOpen || goal.status === "on_hold") && (
          <>
            <Button onClick={() => setEnding("achieved")}>{words.goal.achieved}</Button>
            <Button onClick={() => setEnding("let_go")}>{words.goal.letGo}</Button>
          </>
        )}
      </div>
      {ending !== null && <EndSheet status={ending} onEnd={change} onClose={() => setEnding(null)} />}
    </section>
  );
}

type EndProps = { status: "achieved" | "let_go"; onEnd: (body: GoalChange) => Promise<void>; onClose: () => void };

function EndSheet({ status, onEnd, onClose }: EndProps) {
  const [reason, setReason] = useState("");
  const said = {
    achieved: { title: goalPages.edit.achievedTitle, help: goalPages.edit.achievedHelp, why: goalPages.edit.achievedReason, deed: words.goal.achieved },
    let_go: { title: words.goal.letGoTitle, help: words.goal.letGoHelp, why: words.goal.letGoReason, deed: words.goal.letGo },
  }[status];
  return (
    <Sheet
      title={said.title}
      subtitle={<p class="quiet">{said.help}</p>}
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          onClick={() => {
            onClose();
            void onEnd({ status, status_reason: reason.trim() === "" ? null : reason.trim() });
          }}
        >
          {said.deed}
        </Button>
      }
    >
      <TextField label={said.why} optional value={reason} onInput={setReason} maxLength={500} />
    </Sheet>
  );
}
