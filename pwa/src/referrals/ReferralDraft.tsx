import type { ComponentChildren } from "preact";
import type { Suggestion } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { DecidedReferral } from "./DecidedReferral.tsx";
import { ReferralDecision } from "./ReferralDecision.tsx";

type Props = {
  suggestion: Suggestion;
  etag: string | null;
  onChanged: () => Promise<void>;
  /** What is in the client's way, and whether they said so within the last weeks; null: not known yet. */
  pulse: ComponentChildren;
  isPulseFresh: boolean | null;
};

/** The coach's side: three things to look at, what is in the way, the evidence, the text, and the decision. */
export function ReferralDraft({ suggestion, etag, onChanged, pulse, isPulseFresh }: Props) {
  const { client_name, goal_title, state, basis, reasons } = suggestion;
  const isDraft = state === "drafted";
  const isRequest = basis === "client_request";
  const title = isDraft && isRequest ? deskSupport.referral.requestTitle : isDraft ? deskSupport.draft.draftFor : deskSupport.draft.titleFor;
  return (
    <>
      <PageHead
        title={title(client_name)}
        lead={
          <>
            {goal_title !== null && `${words.suggestion.about(goal_title)} · `}
            <a href={`/clients/${suggestion.client_id}`}>{client_name}</a>
          </>
        }
      />
      <div class="stack-wide">
        <div class="stack-tight">
          <p>
            <span class="pill tone-talk status">{isDraft && isRequest ? deskSupport.referral.requestState : deskSupport.draft.states[state]}</span>
          </p>
          {isDraft && isRequest && <p class="quiet">{deskSupport.referral.requestHelp}</p>}
        </div>
        {isDraft && !isRequest && <Hypotheses />}
        <section class="stack-tight">
          <h2>{isRequest ? deskSupport.referral.requestEvidence : deskSupport.draft.evidence}</h2>
          <ul class="bullets">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          {!isRequest && <p class="small quiet">{deskSupport.draft.aboutThePlan}</p>}
        </section>
        {isDraft && (
          <div class="desk-two">
            {pulse}
            <Guide />
          </div>
        )}
        {isDraft ? (
          <ReferralDecision suggestion={suggestion} etag={etag} isPulseFresh={isPulseFresh} onChanged={onChanged} />
        ) : (
          <DecidedReferral suggestion={suggestion} etag={etag} onChanged={onChanged} />
        )}
      </div>
    </>
  );
}

function Hypotheses() {
  return (
    <section class="stack-tight">
      <h2>{deskSupport.draft.hypothesesTitle}</h2>
      <ol class="three">
        {deskSupport.draft.hypotheses.map(({ name, ask }) => (
          <li class="card" key={name}>
            <h3>{name}</h3>
            <p class="quiet">{ask}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How to speak of it: five words, each with what it means here. */
function Guide() {
  return (
    <section class="card soft">
      <h2>{deskSupport.referral.guide}</h2>
      <ul class="bullets">
        {deskSupport.referral.guideLines.map(([word, means]) => (
          <li key={word}>
            <strong>{word}.</strong> {means}
          </li>
        ))}
      </ul>
    </section>
  );
}
