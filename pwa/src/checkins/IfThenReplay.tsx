import { useState } from "preact/hooks";
import { changeGoal, getGoal } from "../api/calls.ts";
import type { Goal, IfThen } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** The client's own plan, read back to them; after a miss they may put it differently. */
export function IfThenReplay({ goal, plan, mayRewrite }: { goal: Goal; plan: IfThen; mayRewrite: boolean }) {
  const [shown, setShown] = useState(plan);
  const [draft, setDraft] = useState<IfThen | null>(null);

  const save = async (next: IfThen) => {
    try {
      const { etag } = await getGoal(goal.id);
      await changeGoal(goal.id, etag ?? "*", { if_then: next });
      setShown(next);
      setDraft(null);
      toast(words.checkIn.planSaved);
    } catch (error) {
      toast(troubleText(error));
    }
  };

  if (draft !== null) {
    return (
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save(draft);
        }}
      >
        <TextField label={words.checkIn.planIf} value={draft.if} onInput={(text) => setDraft({ ...draft, if: text })} autoFocus />
        <TextField label={words.checkIn.planThen} value={draft.then} onInput={(text) => setDraft({ ...draft, then: text })} />
        <div class="row">
          <Button submit disabled={draft.if.trim() === "" || draft.then.trim() === ""}>
            {words.checkIn.savePlan}
          </Button>
          <Button kind="plain" onClick={() => setDraft(null)}>
            {words.common.cancel}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div class="stack-tight">
      <p class="legend">{words.checkIn.plan}</p>
      <p class="quote">{words.checkIn.ifThen(shown)}</p>
      {mayRewrite && (
        <div>
          <Button kind="plain" onClick={() => setDraft(shown)}>
            {words.checkIn.rewrite}
          </Button>
        </div>
      )}
    </div>
  );
}
