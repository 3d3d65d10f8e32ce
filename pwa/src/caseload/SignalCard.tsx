import type { TriageCard } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Button } from "../ui/Button.tsx";

type Props = {
  card: TriageCard;
  /** What else waits about the same client. */
  others: readonly TriageCard[];
  index: number;
  isCurrent: boolean;
  onFocus: () => void;
  onPlan: () => void;
  onSetAside: () => void;
  onSnooze: () => void;
};

/** One signal: whose, what is claimed, on what evidence, what to do next, and the ways to deal with it. */
export function SignalCard({ card, others, index, isCurrent, onFocus, onPlan, onSetAside, onSnooze }: Props) {
  const { client, goal, claim, evidence, next_step, since_on, kind } = card;
  const { open } = deskSupport.triage;
  const opens = kind === "request" || kind === "answer" || kind === "draft" ? open[kind] : open.other;
  const labelled = (action: string) => deskSupport.triage.of(action, goal === null ? client.name : `${client.name}, ${goal.title}`);
  return (
    <li>
      <article
        class={isCurrent ? "card signal current" : "card signal"}
        id={`card-${index}`}
        tabIndex={-1}
        aria-labelledby={`who-${index} claim-${index}`}
        onFocusIn={onFocus}
      >
        <div class="stack-tight">
          <p id={`who-${index}`}>
            <a class="signal-who" href={`/clients/${client.id}`}>
              {client.name}
            </a>
            <span class="quiet">
              {goal !== null && ` · ${goal.title}`} · {kind === "quiet" || kind === "at_a_cost" ? deskSupport.triage.asOf(since_on) : deskSupport.triage.since(since_on)}
            </span>
          </p>
          <h2 id={`claim-${index}`}>
            {claim}
          </h2>
          {evidence !== "" && <p>{evidence}</p>}
          <p class="next-step">{next_step}</p>
          {others.length > 0 && (
            <p class="small quiet">
              {deskSupport.triage.also} {others.map((it) => it.claim).join(" ")}
            </p>
          )}
        </div>
        <div class="row">
          <a class="button" href={cardHref(card)} aria-label={labelled(opens)}>
            {opens}
          </a>
          <Button label={labelled(deskSupport.triage.plan)} onClick={onPlan}>
            {deskSupport.triage.plan}
          </Button>
          {mayBeSetAside(card) && (
            <Button kind="plain" label={labelled(deskSupport.triage.notAConcern)} onClick={onSetAside}>
              {deskSupport.triage.notAConcern}
            </Button>
          )}
          <Button kind="plain" label={labelled(deskSupport.triage.snooze)} onClick={onSnooze}>
            {deskSupport.triage.snooze}
          </Button>
        </div>
      </article>
    </li>
  );
}

/** Where a card leads: a suggestion to itself, everything else to its client. */
export function cardHref({ suggestion_id, client }: TriageCard): string {
  return suggestion_id === null ? `/clients/${client.id}` : `/suggestions/${suggestion_id}`;
}

/** A draft is offered or dismissed, and a request answered: neither is set aside here. */
export function mayBeSetAside({ kind }: TriageCard): boolean {
  return kind !== "request" && kind !== "draft";
}
