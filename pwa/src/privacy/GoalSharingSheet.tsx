import { useState } from "preact/hooks";
import { changeGoal } from "../api/calls.ts";
import { getGoalSharing, putGoalSharing } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Goal, GoalSharing } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { SelectField, Switch } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt } from "../ui/attempt.ts";
import { SHARED_FIELDS } from "./SharingSettings.tsx";

type Answer = "elsewhere" | "on" | "off";
type Props = { goal: Goal; etag: string | null; onChanged: () => Promise<void>; onClose: () => void };

const ANSWERS: readonly { value: Answer; label: string }[] = [
  { value: "elsewhere", label: mine.sharing.asElsewhere },
  { value: "on", label: mine.sharing.on },
  { value: "off", label: mine.sharing.off },
];

/** What the coach sees of this one goal; each answer is saved as it is chosen. */
export function GoalSharingSheet({ goal, etag, onChanged, onClose }: Props) {
  const { resource, reload } = useResource(`sharing of ${goal.id}`, () => getGoalSharing(goal.id));
  const keepPrivate = (isPrivate: boolean) =>
    attempt(() => changeGoal(goal.id, etag ?? "*", { private: isPrivate }), words.common.saved)
      .then(onChanged)
      .then(reload);
  return (
    <Sheet title={mine.sharing.ofGoal} subtitle={<p class="quiet">{mine.sharing.ofGoalHelp}</p>} onClose={onClose}>
      <div class="stack">
        <Switch
          label={mine.sharing.private}
          hint={mine.sharing.privateHelp}
          on={goal.private}
          onChange={(on) => void keepPrivate(on)}
        />
        {!goal.private && (
          <Loaded resource={resource} onRetry={() => void reload()}>
            {(sharing) => <Fields sharing={sharing} onChanged={onChanged} />}
          </Loaded>
        )}
      </div>
    </Sheet>
  );
}

function Fields({ sharing, onChanged }: { sharing: GoalSharing; onChanged: () => Promise<void> }) {
  const [held, setHeld] = useState(sharing);
  const choose = (field: (typeof SHARED_FIELDS)[number], answer: Answer) =>
    attempt(async () => {
      setHeld((await putGoalSharing(held.goal_id, { [field]: answer === "elsewhere" ? null : answer === "on" })).data);
      await onChanged();
    }, words.common.saved);
  return (
    <>
      {SHARED_FIELDS.map((field) => (
        <div class="stack-tight" key={field}>
          <SelectField
            label={mine.sharing.fields[field]}
            value={held[field] === null ? "elsewhere" : held[field] ? "on" : "off"}
            options={ANSWERS}
            onChange={(answer) => void choose(field, answer)}
          />
          <p class="small quiet">{mine.sharing.now(held.shared[field])}</p>
        </div>
      ))}
    </>
  );
}
