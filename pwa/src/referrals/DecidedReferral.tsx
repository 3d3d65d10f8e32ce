import { useState } from "preact/hooks";
import { keepInCoaching, listGoalsOf, listSteps } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import { closeSuggestion } from "../api/supportCalls.ts";
import type { Goal, Suggestion, SupportOutcome } from "../api/types.ts";
import { isEnded } from "../goals/say.ts";
import { dayAndMonth } from "../i18n/dates.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Check } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** After the decision: the words as they were sent, the answer, which goals stay in coaching, and the steps so far. */
export function DecidedReferral({ suggestion, etag, onChanged }: Props) {
  const { state, text, offered_at, response, dismissal_reason, outcome } = suggestion;
  const isOffered = offered_at !== null;
  const tell = async (deed: () => Promise<unknown>, said: string) => {
    try {
      await deed();
      toast(said);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
  };
  return (
    <>
      <section class="stack-tight">
        <h2>{deskSupport.draft.text}</h2>
        <p class="letter serif">{text}</p>
        {isOffered && <p class="quiet">{deskSupport.draft.offeredOn(offered_at.slice(0, 10))}</p>}
        {response !== null && (
          <p>
            <strong>{deskSupport.draft.answer(words.suggestion.choices[response])}</strong>
          </p>
        )}
        {outcome !== null && <p>{deskSupport.referral.outcome(words.help.outcomes[outcome as SupportOutcome])}</p>}
        {dismissal_reason !== null && (
          <p>
            {deskSupport.draft.states.dismissed}: {dismissal_reason}
          </p>
        )}
      </section>
      {isOffered && (
        <Meanwhile
          key={suggestion.goals_meanwhile.join()}
          suggestion={suggestion}
          onKeep={(ids) => tell(() => keepInCoaching(suggestion.id, etag ?? "*", ids), deskSupport.referral.keepSaved)}
        />
      )}
      <Steps suggestion={suggestion} />
      {(state === "offered" || state === "answered") && (
        <div>
          <Button onClick={() => void tell(() => closeSuggestion(suggestion.id, etag ?? "*"), deskSupport.referral.closed)}>{deskSupport.referral.close}</Button>
        </div>
      )}
    </>
  );
}

function Meanwhile({ suggestion, onKeep }: { suggestion: Suggestion; onKeep: (ids: string[]) => Promise<void> }) {
  const goals = useResource(`goals of ${suggestion.client_id}`, () => listGoalsOf(suggestion.client_id));
  return (
    <section class="card">
      <div>
        <h2>{deskSupport.referral.keep}</h2>
        <p class="quiet">{deskSupport.referral.keepHelp}</p>
      </div>
      <Loaded resource={goals.resource} onRetry={() => void goals.reload()}>
        {({ items }) => <GoalChecks goals={items} kept={suggestion.goals_meanwhile} onKeep={onKeep} />}
      </Loaded>
    </section>
  );
}

function GoalChecks({ goals, kept, onKeep }: { goals: Goal[]; kept: string[]; onKeep: (ids: string[]) => Promise<void> }) {
  const [chosen, setChosen] = useState<string[]>(kept);
  const [isSaving, setSaving] = useState(false);
  const shown = goals.filter((goal) => kept.includes(goal.id) || !isEnded(goal));
  if (shown.length === 0) return <p class="quiet">{deskSupport.referral.noGoals}</p>;
  const isChanged = chosen.toSorted().join() !== kept.toSorted().join();
  return (
    <>
      <div>
        {shown.map(({ id, title }) => (
          <Check key={id} label={title} on={chosen.includes(id)} onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((it) => it !== id))} />
        ))}
      </div>
      <div>
        <Button
          disabled={!isChanged || isSaving}
          onClick={() => {
            setSaving(true);
            void onKeep(chosen).then(() => setSaving(false));
          }}
        >
          {words.common.save}
        </Button>
      </div>
    </>
  );
}

function Steps({ suggestion }: { suggestion: Suggestion }) {
  const { resource } = useResource(`steps ${suggestion.id} ${suggestion.state} ${suggestion.answered_at ?? ""}`, () => listSteps(suggestion.id));
  if (resource.state !== "ready") return null;
  return (
    <section class="stack-tight">
      <h2>{deskSupport.referral.steps}</h2>
      <ol class="stack-tight">
        {resource.data.items.map(({ kind, at, by }) => (
          <li class="small quiet" key={`${kind} ${at}`}>
            {deskSupport.referral.step[kind] ?? kind}, {dayAndMonth(at.slice(0, 10))}
            {kind !== "went_on_without_pulse" && ` ${deskSupport.referral.by[by] ?? ""}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
