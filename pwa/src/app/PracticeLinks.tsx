import type { Me } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { HelplinesOverdue } from "../referrals/HelplinesOverdue.tsx";

/** What else an owner keeps for the practice. */
export function PracticeLinks({ me }: { me: Me }) {
  const { keeping } = deskSupport;
  const { more, providers, providersHelp, ledger, ledgerHelp, stalls, stallsHelp } = deskSupport.owner;
  return (
    <nav class="stack-tight practice-links" aria-label={more}>
      <h2>{more}</h2>
      <div class="three">
        <PageCard href="/practice/providers" title={providers} help={providersHelp} />
        <PageCard href="/practice/ledger" title={ledger} help={ledgerHelp} />
        <PageCard href="/practice/stalls" title={stalls} help={stallsHelp} />
        <PageCard href="/practice/chips" title={desk.chips.title} help={desk.chips.lead} />
        <PageCard href="/practice/reminders" title={desk.reminders.title} help={desk.reminders.lead} />
        <PageCard href="/practice/keeping" title={keeping.title} help={keeping.lead} />
        <PageCard href="/helplines" title={words.helplines.title} help={deskSupport.owner.helplinesShown} />
      </div>
      <HelplinesOverdue today={me.today} />
    </nav>
  );
}

function PageCard({ href, title, help }: { href: string; title: string; help: string }) {
  return (
    <a class="card card-link" href={href}>
      <strong>{title}</strong>
      <span class="small quiet">{help}</span>
    </a>
  );
}
