import { CircleCheck, CircleDashed } from "lucide";
import type { Stall } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Status } from "../ui/Status.tsx";

/** Why the level is what it is: what holds, what is missing, what would clear it. The server's sentences, word for word. */
export function Evidence({ stall, showAll }: { stall: Stall; showAll: boolean }) {
  // That there is enough to judge by is the coach's check on the rule, not news for the client.
  const holding = stall.signs.filter(({ holds, sign }) => holds && (showAll || sign !== "enough_data"));
  const others = stall.signs.filter(({ holds }) => !holds);
  return (
    <div class="stack">
      <div class="row">
        <Status level={stall.level} lane={stall.lane} />
        {stall.since_on !== null && <span class="small quiet">{words.stall.since(stall.since_on, stall.at_least_weeks)}</span>}
      </div>
      {holding.length > 0 && <Sentences title={showAll ? words.stall.holds : null} sentences={holding.map(({ sentence }) => sentence)} hold />}
      {stall.missing.length > 0 && <Sentences title={words.stall.missing} sentences={stall.missing} />}
      {stall.clears_when !== null && stall.clears_when !== "" && (
        <div class="stack-tight">
          <h3>{words.stall.clears}</h3>
          <p>{stall.clears_when}</p>
        </div>
      )}
      {showAll && others.length > 0 && (
        <details class="twin">
          <summary>{words.stall.notHolding}</summary>
          <Sentences title={null} sentences={others.map(({ sentence }) => sentence)} />
          <p class="small quiet">{words.stall.rule(stall.params_version)}</p>
        </details>
      )}
    </div>
  );
}

function Sentences({ title, sentences, hold = false }: { title: string | null; sentences: string[]; hold?: boolean }) {
  return (
    <div class="stack-tight">
      {title !== null && <h3>{title}</h3>}
      <ul class="signs">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Icon of={hold ? CircleCheck : CircleDashed} size={16} />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
