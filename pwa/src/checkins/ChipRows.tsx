import { ArrowDown, ArrowUp } from "lucide";
import { useState } from "preact/hooks";
import { spoken } from "../i18n/speak.ts";
import { desk } from "../i18n/desk.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { isOwn, moved, type DraftChip } from "./chipDraft.ts";

type Props = { draft: readonly DraftChip[]; onDraft: (draft: DraftChip[]) => void; onReword: (chip: DraftChip) => void };

/** The chips in their order, each with what can be done to it. */
export function ChipRows({ draft, onDraft, onReword }: Props) {
  const { chips } = desk;
  const { up, down } = goalPages.path;
  const [told, setTold] = useState("");
  const move = (chip: DraftChip, way: -1 | 1) => {
    const next = moved(draft, chip.key, way);
    const place = next.findIndex(({ key }) => key === chip.key);
    onDraft(next);
    setTold(goalPages.path.moved(sayChip(chip), place + 1, next.length));
    const isAtEnd = place === (way === 1 ? next.length - 1 : 0);
    requestAnimationFrame(() => focusMover(chip.key, isAtEnd ? -way : way));
  };
  const change = (chip: DraftChip, part: Partial<DraftChip>) => onDraft(draft.map((it) => (it.key === chip.key ? { ...it, ...part } : it)));
  return (
    <>
      <ol class="lines" aria-label={chips.order}>
        {draft.map((chip, i) => {
          const name = sayChip(chip);
          return (
            <li class="line row-between" key={chip.key} id={`chip-${chip.key}`}>
              <div>
                <p class={chip.shown ? undefined : "quiet"}>{name}</p>
                <p class="small quiet">{sayMore(chip)}</p>
              </div>
              <div class="row">
                <Button iconOnly disabled={i === 0} label={chips.labelled(up, name)} onClick={() => move(chip, -1)}>
                  <Icon of={ArrowUp} />
                </Button>
                <Button iconOnly disabled={i === draft.length - 1} label={chips.labelled(down, name)} onClick={() => move(chip, 1)}>
                  <Icon of={ArrowDown} />
                </Button>
                <Button kind="plain" label={chips.labelled(chip.shown ? chips.hide : chips.show, name)} onClick={() => change(chip, { shown: !chip.shown })}>
                  {chip.shown ? chips.hide : chips.show}
                </Button>
                <Button kind="plain" label={chips.labelled(chips.reword, name)} onClick={() => onReword(chip)}>
                  {chips.reword}
                </Button>
                {isOwn(chip) && (
                  <Button kind="plain" label={chips.labelled(chips.remove, name)} onClick={() => onDraft(draft.filter(({ key }) => key !== chip.key))}>
                    {chips.remove}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <p class="hidden" role="status">
        {told}
      </p>
    </>
  );
}

/** What a chip of the list says to whoever reads here. */
export function sayChip({ words: own, kind }: DraftChip): string {
  return own[spoken] ?? Object.values(own)[0] ?? words.checkIn.obstacles[kind];
}

function sayMore(chip: DraftChip): string {
  const { own, countsAs, hidden } = desk.chips;
  return [isOwn(chip) && `${own}, ${countsAs(words.checkIn.obstacles[chip.kind])}`, !chip.shown && hidden].filter(Boolean).join(" · ");
}

/** The button that moved it keeps the focus, or its neighbour where it can move no further. */
function focusMover(key: string, way: number): void {
  const [up, down] = document.querySelectorAll<HTMLElement>(`#chip-${CSS.escape(key)} .icon-only`);
  (way < 0 ? up : down)?.focus();
}
