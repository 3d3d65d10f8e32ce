import { getLedger } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Ledger } from "../api/types.ts";
import { number } from "../i18n/dates.ts";
import { desk } from "../i18n/desk.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** Counts over the whole practice, for its owner: nothing in them leads to a person. */
export function LedgerPage() {
  const { resource, reload } = useResource("ledger", getLedger);
  return (
    <>
      <PageHead title={desk.owner.ledger} lead={desk.owner.ledgerLead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(ledger) => (ledger.enough ? <Counts ledger={ledger} /> : <p class="card soft">{desk.owner.tooFew(ledger.clients)}</p>)}
      </Loaded>
    </>
  );
}

function Counts({ ledger: { open, verdicts, suggestions } }: { ledger: Ledger }) {
  const { verdictNames, states } = desk.owner;
  return (
    <div class="stack-wide">
      <section class="stack-tight">
        <h2>{desk.owner.open}</h2>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{desk.owner.age}</th>
              <th scope="col" class="tally">
                {desk.owner.stallsOpen}
              </th>
              <th scope="col" class="tally">
                {desk.owner.drafts}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map(({ age, stalls, drafts }) => (
              <tr key={age}>
                <th scope="row">{desk.owner.ages[age] ?? age}</th>
                <td class="tally">{number(stalls)}</td>
                <td class="tally">{number(drafts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {verdicts !== null && (
        <section class="stack-tight">
          <h2>{desk.owner.verdicts}</h2>
          <p>{desk.owner.precision(verdicts.relevant, verdicts.judged)}</p>
          {verdicts.judged > 0 && <Figures names={verdictNames} of={verdicts} />}
        </section>
      )}
      {suggestions !== null && (
        <section class="stack-tight">
          <h2>{desk.owner.suggestions}</h2>
          <Figures names={states} of={suggestions} />
        </section>
      )}
    </div>
  );
}

function Figures<K extends string>({ names, of }: { names: Record<K, string>; of: NoInfer<Record<K, number>> }) {
  return (
    <dl class="facts">
      {(Object.keys(names) as K[]).map((name) => (
        <div class="contents" key={name}>
          <dt class="quiet">{names[name]}</dt>
          <dd>{number(of[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
