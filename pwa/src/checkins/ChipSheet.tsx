import { useState } from "preact/hooks";
import type { ObstacleKind } from "../api/types.ts";
import { LANGUAGES } from "../i18n/choice.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { LONGEST_WORDS, reworded, saysTheSame, type ChipWords, type DraftChip } from "./chipDraft.ts";

type Props = { draft: readonly DraftChip[]; held: DraftChip | null; name: string; onDraft: (draft: DraftChip[]) => void; onClose: () => void };

/** The words of a practice's own chip, and the kind it belongs to. Nothing is saved yet when it closes. */
export function ChipSheet({ draft, held, name, onDraft, onClose }: Props) {
  const { chips } = desk;
  const [typed, setTyped] = useState<ChipWords>(held?.words ?? {});
  const [kind, setKind] = useState<ObstacleKind>(held?.kind ?? "other");
  const [problem, setProblem] = useState<string | undefined>();
  const take = () => {
    const said = Object.fromEntries(Object.entries(typed).map(([it, text]) => [it, text.trim().replace(/\s+/g, " ")]).filter(([, text]) => text !== ""));
    if (Object.keys(said).length === 0) return setProblem(chips.noWords);
    if (saysTheSame(draft, held?.key ?? null, said)) return setProblem(chips.sameWords);
    onDraft(reworded(draft, held?.key ?? null, kind, said));
    onClose();
  };
  return (
    <Sheet title={held === null ? chips.addTitle : chips.rewordTitle(name)} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        {Object.entries(LANGUAGES).map(([language, called], i) => (
          <TextField
            key={language}
            label={chips.inLanguage(called)}
            value={typed[language] ?? ""}
            onInput={(text) => setTyped({ ...typed, [language]: text })}
            maxLength={LONGEST_WORDS}
            problem={i === 0 ? problem : undefined}
          />
        ))}
        <p class="small quiet">{chips.oneIsEnough}</p>
        {held === null && (
          <div class="stack-tight">
            <SelectField<ObstacleKind> label={chips.kind} value={kind} options={optionsOf(words.checkIn.obstacles)} onChange={setKind} />
            <p class="small quiet">{chips.kindHelp}</p>
          </div>
        )}
        {held !== null && <p class="small quiet">{chips.kept}</p>}
        <div class="row">
          <Button kind="primary" submit>
            {chips.take}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
