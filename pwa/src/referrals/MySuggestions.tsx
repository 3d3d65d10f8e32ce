import { MessageCircleHeart } from "lucide";
import { closeSuggestion } from "../api/supportCalls.ts";
import { getSuggestion } from "../api/calls.ts";
import type { Suggestion } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { OfferLink } from "./OfferedNotice.tsx";

type Props = { suggestions: Suggestion[]; onChanged: () => Promise<void> };

/** What I asked for, what the coach has offered, and what was answered: it stays within reach, and so does the answer. */
export function MySuggestions({ suggestions, onChanged }: Props) {
  const standing = suggestions.filter(({ state }) => state === "drafted" || state === "offered" || state === "answered");
  const earlier = suggestions.filter(({ state, offered_at }) => state === "closed" && offered_at !== null);
  return (
    <>
      {standing.map((suggestion) =>
        suggestion.state === "offered" ? (
          <OfferLink key={suggestion.id} id={suggestion.id} />
        ) : suggestion.state === "drafted" ? (
          <Request key={suggestion.id} request={suggestion} onChanged={onChanged} />
        ) : (
          <AnswerLink key={suggestion.id} suggestion={suggestion} />
        ),
      )}
      {earlier.length > 0 && (
        <details class="twin">
          <summary>{words.help.earlier}</summary>
          <div class="stack-tight">
            {earlier.map((suggestion) => (
              <AnswerLink key={suggestion.id} suggestion={suggestion} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function AnswerLink({ suggestion: { id, response } }: { suggestion: Suggestion }) {
  return (
    <a class="card talk notice offer" href={`/suggestions/${id}`}>
      <Icon of={MessageCircleHeart} />
      <p class="logged-words">
        <span>{words.suggestion.title}</span>. {response !== null && words.suggestion.answered(words.suggestion.choices[response])}
      </p>
    </a>
  );
}

/** What I asked, until the coach has answered. */
function Request({ request, onChanged }: { request: Suggestion; onChanged: () => Promise<void> }) {
  const takeBack = async () => {
    try {
      const { etag } = await getSuggestion(request.id);
      await closeSuggestion(request.id, etag ?? "*");
      toast(words.help.takenBack);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
  };
  // First what every request says, then what this one adds.
  const said = request.reasons.slice(1);
  return (
    <section class="card talk" aria-label={words.help.request(request.created_at.slice(0, 10))}>
      <div>
        <h2>{words.help.request(request.created_at.slice(0, 10))}</h2>
        <p>{words.help.requestHelp}</p>
      </div>
      {said.map((sentence) => (
        <p class="quote" key={sentence}>
          {sentence}
        </p>
      ))}
      <div>
        <Button onClick={() => void takeBack()}>{words.help.takeBack}</Button>
      </div>
    </section>
  );
}
