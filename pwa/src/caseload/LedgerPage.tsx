import { getLedger } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Ledger } from "../api/types.ts";
import { number } from "../i18n/dates.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Back } from "../ui/Back.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** Counts over the whole practice, for its owner: nothing in them leads to a person. */
export function LedgerPage() {
  const { resource, reload } = useResource("ledger", getLedger);
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead title={deskSupport.owner.ledger} lead={deskSupport.owner.ledgerLead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(ledger) => (ledger.enough ? <Counts ledger={ledger} /> : <p class="card soft">{deskSupport.owner.tooFew(ledger.clients)}</p>)}
      </Loaded>
    </>
  );
}

function Counts({ ledger: { open, verdicts, suggestions } }: { ledger: Ledger }) {
  const { verdictNames, states } = deskSupport.owner;
  return (
    <div class="stack-wide">
      <section class="stack-tight">
        <h2>{deskSupport.owner.open}</h2>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{deskSupport.owner.age}</th>
              <th scope="col" class="tally">
                {deskSupport.owner.stallsOpen}
              </th>
              <th scope="col" class="tally">
                {deskSupport.owner.drafts}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map(({ age, stalls, drafts }) => (
              <tr key={age}>
                <th scope="row">{deskSupport.owner.ages[age] ?? age}</th>
                <td class="tally">{number(stalls)}</td>
                <td class="tally">{number(drafts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {verdicts !== null && (
        <section class="stack-tight">
          <h2>{deskSupport.owner.verdicts}</h2>
          <p>{deskSupport.owner.precision(verdicts.relevant, verdicts.judged)}</p>
          {verdicts.judged > 0 && <Figures names={verdictNames} of={verdicts} />}
        </section>
      )}
      {suggestions !== null && (
        <section class="stack-tight">
          <h2>{deskSupport.owner.suggestions}</h2>
          <Figures names={states} of={suggestions} />
        </section>
      )}
    </div>
  );
}

function Figures<K extends string>({ names, of }: { names: Record<K, string>; of: NoInfer<Record<K, number>> }) {
  return (
    <dl class="facts split">
      {(Object.keys(names) as K[]).map((name) => (
        <div class="contents" key={name}>
          <dt class="quiet">{names[name]}</dt>
          <dd>{number(of[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
