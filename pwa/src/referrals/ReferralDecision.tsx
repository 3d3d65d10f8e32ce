import { useState } from "preact/hooks";
import { dismiss, offer } from "../api/calls.ts";
import type { Suggestion } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { suggestion: Suggestion; etag: string | null; isPulseFresh: boolean | null; onChanged: () => Promise<void> };

/** The words, and what becomes of them: a draft is offered or dismissed, a request is answered. */
export function ReferralDecision({ suggestion, etag, isPulseFresh, onChanged }: Props) {
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
        label={deskSupport.draft.text}
        hint={deskSupport.draft.textHint}
        multiline
        value={text}
        onInput={setText}
        maxLength={4000}
        look="letter-input"
        problem={text.trim() === "" ? deskSupport.draft.textMissing : undefined}
      />
      <p class="small quiet">{deskSupport.draft.offerNote}</p>
      <div class="row">
        <Button kind="primary" disabled={isSending || text.trim() === ""} onClick={() => setOffering(true)}>
          {deskSupport.draft.offer}
        </Button>
        {suggestion.basis !== "client_request" && <Button onClick={() => setDismissing(true)}>{deskSupport.draft.dismiss}</Button>}
      </div>
      {isOffering && (
        <OfferSheet
          client={suggestion.client_name}
          text={text.trim()}
          isWithoutPulse={isPulseFresh === false}
          isSending={isSending}
          onClose={() => setOffering(false)}
          onOffer={() => void decide(() => offer(suggestion.id, etag ?? "*", text.trim()), deskSupport.draft.offered)}
        />
      )}
      {isDismissing && (
        <DismissSheet
          isSending={isSending}
          onClose={() => setDismissing(false)}
          onDismiss={(reason) => void decide(() => dismiss(suggestion.id, etag ?? "*", reason), deskSupport.draft.dismissed)}
        />
      )}
    </section>
  );
}

type OfferProps = { client: string; text: string; isWithoutPulse: boolean; isSending: boolean; onClose: () => void; onOffer: () => void };

/** An offer cannot be taken back, so it is asked for once more, with the words as they will be read. */
function OfferSheet({ client, text, isWithoutPulse, isSending, onClose, onOffer }: OfferProps) {
  return (
    <Sheet
      title={deskSupport.draft.offerTitle(client)}
      subtitle={<p class="quiet">{deskSupport.draft.offerHelp}</p>}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{deskSupport.draft.notYet}</Button>
          <Button kind="primary" disabled={isSending} onClick={onOffer}>
            {deskSupport.draft.offerNow}
          </Button>
        </>
      }
    >
      {isWithoutPulse && <p class="card soft">{deskSupport.referral.withoutPulse}</p>}
      <p class="letter serif">{text}</p>
    </Sheet>
  );
}

type DismissProps = { isSending: boolean; onClose: () => void; onDismiss: (reason: string) => void };

function DismissSheet({ isSending, onClose, onDismiss }: DismissProps) {
  const [reason, setReason] = useState("");
  return (
    <Sheet
      title={deskSupport.draft.dismissTitle}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={isSending || reason.trim() === ""} onClick={() => onDismiss(reason.trim())}>
          {deskSupport.draft.dismiss}
        </Button>
      }
    >
      <Choice
        question={deskSupport.draft.dismissReason}
        options={deskSupport.draft.dismissReasons.map((value) => ({ value, label: value }))}
        chosen={deskSupport.draft.dismissReasons.filter((value) => value === reason)}
        onChoose={setReason}
        look="chips"
      />
      <TextField label={deskSupport.draft.reasonWords} hint={deskSupport.draft.dismissReasonHint} multiline value={reason} onInput={setReason} maxLength={1000} />
    </Sheet>
  );
}
