import { useState } from "preact/hooks";
import { dismiss, offer } from "../api/calls.ts";
import type { Suggestion } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { suggestion: Suggestion; etag: string | null; onChanged: () => Promise<void> };

/** The coach's side: three things to look at, the evidence, the text, and the decision. */
export function ReferralDraft({ suggestion, etag, onChanged }: Props) {
  const { client_name, goal_title, state, reasons } = suggestion;
  return (
    <>
      <PageHead
        title={state === "drafted" ? words.referral.draftFor(client_name) : words.referral.titleFor(client_name)}
        lead={
          <>
            {goal_title !== null && `${words.suggestion.about(goal_title)} · `}
            <a href={`/clients/${suggestion.client_id}`}>{client_name}</a>
          </>
        }
      />
      <div class="stack-wide">
        <p>
          <span class="pill tone-talk status">{words.referral.states[state]}</span>
        </p>
        {state === "drafted" && <Hypotheses />}
        <section class="stack-tight">
          <h2>{words.referral.evidence}</h2>
          <ul class="bullets">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p class="small quiet">{words.referral.aboutThePlan}</p>
        </section>
        {state === "drafted" ? <Decision suggestion={suggestion} etag={etag} onChanged={onChanged} /> : <Decided suggestion={suggestion} />}
      </div>
    </>
  );
}

function Hypotheses() {
  return (
    <section class="stack-tight">
      <h2>{words.referral.hypothesesTitle}</h2>
      <ol class="three">
        {words.referral.hypotheses.map(({ name, ask }) => (
          <li class="card" key={name}>
            <h3>{name}</h3>
            <p class="quiet">{ask}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Decision({ suggestion, etag, onChanged }: Props) {
  const [text, setText] = useState(suggestion.text);
  const [isOffering, setOffering] = useState(false);
  const [isDismissing, setDismissing] = useState(false);
  const [isSending, setSending] = useState(false);
  const decide = async (deed: () => Promise<unknown>, said: string) => {
    setSending(true);
    try {
      await deed();
      toast(said);
    } catch (error) {
      toast(troubleText(error));
    }
    setOffering(false);
    setDismissing(false);
    await onChanged();
    setSending(false);
  };
  return (
    <section class="stack">
      <TextField
        label={words.referral.text}
        hint={words.referral.textHint}
        multiline
        value={text}
        onInput={setText}
        maxLength={4000}
        look="letter-input"
        problem={text.trim() === "" ? words.referral.textMissing : undefined}
      />
      <p class="small quiet">{words.referral.offerNote}</p>
      <div class="row">
        <Button kind="primary" disabled={isSending || text.trim() === ""} onClick={() => setOffering(true)}>
          {words.referral.offer}
        </Button>
        <Button onClick={() => setDismissing(true)}>{words.referral.dismiss}</Button>
      </div>
      {isOffering && (
        <OfferSheet
          client={suggestion.client_name}
          text={text.trim()}
          isSending={isSending}
          onClose={() => setOffering(false)}
          onOffer={() => void decide(() => offer(suggestion.id, etag ?? "*", text.trim()), words.referral.offered)}
        />
      )}
      {isDismissing && (
        <DismissSheet
          isSending={isSending}
          onClose={() => setDismissing(false)}
          onDismiss={(reason) => void decide(() => dismiss(suggestion.id, etag ?? "*", reason), words.referral.dismissed)}
        />
      )}
    </section>
  );
}

type OfferProps = { client: string; text: string; isSending: boolean; onClose: () => void; onOffer: () => void };

/** An offer cannot be taken back, so it is asked for once more, with the words as they will be read. */
function OfferSheet({ client, text, isSending, onClose, onOffer }: OfferProps) {
  return (
    <Sheet
      title={words.referral.offerTitle(client)}
      subtitle={<p class="quiet">{words.referral.offerHelp}</p>}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.referral.notYet}</Button>
          <Button kind="primary" disabled={isSending} onClick={onOffer}>
            {words.referral.offerNow}
          </Button>
        </>
      }
    >
      <p class="letter serif">{text}</p>
    </Sheet>
  );
}

type DismissProps = { isSending: boolean; onClose: () => void; onDismiss: (reason: string) => void };

function DismissSheet({ isSending, onClose, onDismiss }: DismissProps) {
  const [reason, setReason] = useState("");
  return (
    <Sheet
      title={words.referral.dismissTitle}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={isSending || reason.trim() === ""} onClick={() => onDismiss(reason.trim())}>
          {words.referral.dismiss}
        </Button>
      }
    >
      <Choice
        question={words.referral.dismissReason}
        options={words.referral.dismissReasons.map((value) => ({ value, label: value }))}
        chosen={words.referral.dismissReasons.filter((value) => value === reason)}
        onChoose={setReason}
        look="chips"
      />
      <TextField label={words.referral.reasonWords} hint={words.referral.dismissReasonHint} multiline value={reason} onInput={setReason} maxLength={1000} />
    </Sheet>
  );
}

function Decided({ suggestion }: { suggestion: Suggestion }) {
  return (
    <section class="stack-tight">
      <h2>{words.referral.text}</h2>
      <p class="letter serif">{suggestion.text}</p>
      {suggestion.offered_at !== null && <p class="quiet">{words.referral.offeredOn(suggestion.offered_at.slice(0, 10))}</p>}
      {suggestion.response !== null && (
        <p>
          <strong>{words.referral.answer(words.suggestion.choices[suggestion.response])}</strong>
        </p>
      )}
      {suggestion.dismissal_reason !== null && (
        <p>
          {words.referral.states.dismissed}: {suggestion.dismissal_reason}
        </p>
      )}
    </section>
  );
}
