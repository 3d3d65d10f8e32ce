import type { Adaptation } from "../api/types.ts";
import { fullDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";

/** The changes of approach on one goal. */
export function Tried({ items }: { items: readonly Adaptation[] }) {
  if (items.length === 0) return <p class="quiet">{words.stall.noneTried}</p>;
  return (
    <ul class="lines">
      {items.map(({ id, kind, on, note, by }) => (
        <li class="line" key={id}>
          <div class="due-head">
            <span>{words.stall.kinds[kind]}</span>
            <span class="small quiet">{fullDay(on)}</span>
          </div>
          <p class="small quiet">
            {note === null ? "" : `${note} · `}
            {words.stall.byWhom[by]}
          </p>
        </li>
      ))}
    </ul>
  );
}
