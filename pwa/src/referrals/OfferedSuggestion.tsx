import { useState } from "preact/hooks";
import { respond } from "../api/calls.ts";
import type { Suggestion, SuggestionChoice } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

const CHOICES = Object.keys(words.suggestion.choices) as SuggestionChoice[];

type Props = { suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** What the coach offers, in their words, why, and the client's five answers. */
export function OfferedSuggestion({ suggestion, etag, onChanged }: Props) {
  const [isSending, setSending] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { response, state } = suggestion;
  const isAsking = state === "offered" || (state === "answered" && isChanging);
  const answer = async (choice: SuggestionChoice) => {
    setSending(true);
    try {
      await respond(suggestion.id, etag ?? "*", choice);
      setChanging(false);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
    setSending(false);
  };
  const change = async () => {
    // The answer may have been changed elsewhere since this was opened.
    await onChanged();
    setChanging(true);
  };
  return (
    <>
      <PageHead
        title={words.suggestion.title}
        lead={suggestion.goal_title === null ? undefined : words.suggestion.about(suggestion.goal_title)}
      />
      <div class="stack-wide">
        <p class="letter serif">{suggestion.text}</p>
        {suggestion.reasons.length > 0 && (
          <section class="stack-tight">
            <h2>{words.suggestion.noticed}</h2>
            <ul class="bullets">
              {suggestion.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </section>
        )}
        {response !== null && <Answered response={response} />}
        {response === null && !isAsking && <p class="quiet">{words.suggestion.gone}</p>}
        {isAsking && (
          <div class="stack-tight" role="group" aria-label={words.suggestion.yourChoice}>
            {CHOICES.map((choice, i) => (
              <Button key={choice} big kind={i === 0 && response === null ? "primary" : "normal"} {...(response !== null && { pressed: choice === response })} disabled={isSending} onClick={() => void answer(choice)}>
                {words.suggestion.choices[choice]}
              </Button>
            ))}
          </div>
        )}
        {state === "answered" && !isChanging && (
          <div>
            <Button onClick={() => void change()}>{words.suggestion.change}</Button>
          </div>
        )}
        <p class="quiet">
          {words.suggestion.yourChoice} {words.suggestion.goesOn}
        </p>
      </div>
    </>
  );
}

function Answered({ response }: { response: SuggestionChoice }) {
  return (
    <div class="card" role="status">
      <p>
        <strong>{words.suggestion.answered(words.suggestion.choices[response])}</strong>
      </p>
      <p>{words.suggestion.after[response]}</p>
      {response === "see_options" && (
        <>
          <p>{words.suggestion.options}</p>
          <div>
            <a class="button" href="/helplines">
              {words.helplines.title}
            </a>
          </div>
        </>
      )}
    </div>
  );
}
