import { useState } from "preact/hooks";
import { respond } from "../api/calls.ts";
import { closeSuggestion } from "../api/supportCalls.ts";
import type { Suggestion, SuggestionChoice } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { Outcome } from "./Outcome.tsx";

const CHOICES = Object.keys(words.suggestion.choices) as SuggestionChoice[];

type Props = {
  suggestion: Suggestion;
  etag: string | null;
  /** The titles of the goals that stay in coaching meanwhile. */
  meanwhile: string[];
  onChanged: () => Promise<void>;
};

/** What the coach offers, in their words, why, and the client's five answers. */
export function OfferedSuggestion({ suggestion, etag, meanwhile, onChanged }: Props) {
  const [isSending, setSending] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { response, state } = suggestion;
  const isAsking = state === "offered" || (state === "answered" && isChanging);
  const isLasting = response === "dont_suggest" || response === "have_support";
  const tell = async (deed: () => Promise<unknown>, said?: string) => {
    setSending(true);
    try {
      await deed();
      setChanging(false);
      if (said !== undefined) toast(said);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
    setSending(false);
  };
  const answer = (choice: SuggestionChoice, said?: string) => tell(() => respond(suggestion.id, etag ?? "*", choice), said);
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
        {isLasting && !isAsking && (
          <div class="stack-tight">
            <p class="quiet">{state === "answered" ? words.help.againHelp : words.help.askAgain}</p>
            {state === "answered" && (
              <div>
                <Button disabled={isSending} onClick={() => void answer("not_now", words.help.againSaid)}>
                  {words.help.again}
                </Button>
              </div>
            )}
          </div>
        )}
        {state === "answered" && !isChanging && (
          <div class="row">
            <Button onClick={() => void change()}>{words.suggestion.change}</Button>
            <Button kind="plain" disabled={isSending} onClick={() => void tell(() => closeSuggestion(suggestion.id, etag ?? "*"), words.help.closed)}>
              {words.help.close}
            </Button>
          </div>
        )}
        {meanwhile.length > 0 && (
          <section class="stack-tight">
            <h2>{words.help.meanwhile}</h2>
            <ul class="bullets">
              {meanwhile.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </section>
        )}
        {response !== null && !isAsking && response !== "not_now" && response !== "dont_suggest" && (
          <Outcome suggestion={suggestion} etag={etag} onChanged={onChanged} />
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
          <div class="row">
            <a class="button primary" href="/providers">
              {words.help.options}
            </a>
            <a class="button" href="/helplines">
              {words.helplines.title}
            </a>
          </div>
        </>
      )}
    </div>
  );
}
