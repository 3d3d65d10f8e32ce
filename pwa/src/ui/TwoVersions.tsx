import { goalPages } from "../i18n/goalPages.ts";
import { Button } from "./Button.tsx";

export type Difference = { what: string; mine: string; theirs: string };
type Props = { differences: readonly Difference[]; onMine: () => void; onTheirs: () => void };

/** Somebody else saved first: both versions are shown, and whoever is here chooses. Until then nothing is lost. */
export function TwoVersions({ differences, onMine, onTheirs }: Props) {
  const { title, mine, theirs, keepMine, takeTheirs, empty } = goalPages.twoVersions;
  return (
    <section class="card soft" role="alert" aria-label={title}>
      <p>
        <strong>{title}</strong>
      </p>
      <div class="stack-tight">
        {differences
          .filter((it) => it.mine !== it.theirs)
          .map((it) => (
            <div key={it.what}>
              <p class="legend">{it.what}</p>
              <p class="said">
                <span class="small quiet">{mine}:</span> {it.mine === "" ? empty : it.mine}
              </p>
              <p class="said">
                <span class="small quiet">{theirs}:</span> {it.theirs === "" ? empty : it.theirs}
              </p>
            </div>
          ))}
      </div>
      <div class="row">
        <Button onClick={onMine}>{keepMine}</Button>
        <Button onClick={onTheirs}>{takeTheirs}</Button>
      </div>
    </section>
  );
}
