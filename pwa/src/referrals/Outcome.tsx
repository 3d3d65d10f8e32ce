import { useState } from "preact/hooks";
import { recordOutcome } from "../api/supportCalls.ts";
import type { Suggestion, SupportOutcome } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { Switch } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** What came of it, in so far as the client wants it on record; the coach reads it only if it is shared. */
export function Outcome({ suggestion, etag, onChanged }: Props) {
  const { id, outcome, outcome_shared: isShared } = suggestion;
  const [isSaving, setSaving] = useState(false);
  const keep = async (next: SupportOutcome | null, shared: boolean) => {
    if (isSaving) return;
    setSaving(true);
    try {
      await recordOutcome(id, etag ?? "*", next, shared);
      toast(words.common.saved);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
    setSaving(false);
  };
  const chosen = outcome as SupportOutcome | null;
  return (
    <section class="card">
      <div>
        <h2>{words.help.outcome}</h2>
        <p class="quiet">{words.help.outcomeHelp}</p>
      </div>
      <Choice<SupportOutcome>
        question={words.help.outcome}
        hideQuestion
        options={optionsOf(words.help.outcomes)}
        chosen={chosen === null ? [] : [chosen]}
        onChoose={(next) => void keep(next, isShared)}
        look="chips"
      />
      {chosen !== null && (
        <>
          <Switch label={words.help.outcomeShare} on={isShared} onChange={(on) => void keep(chosen, on)} />
          <div>
            <Button kind="plain" onClick={() => void keep(null, false)}>
              {words.help.outcomeForget}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
