import { Plus } from "lucide";
import { useState } from "preact/hooks";
import { chips as known, getChips, putChips } from "../api/chips.ts";
import { useResource } from "../api/resource.ts";
import type { ObstacleChips } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../ui/Back.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";
import { draftOf, MOST_LISTED, sentOf, type DraftChip } from "./chipDraft.ts";
import { ChipRows, sayChip } from "./ChipRows.tsx";
import { ChipSheet } from "./ChipSheet.tsx";

/** What a practice's clients can name as in the way: its owner adds, says otherwise, hides and orders. */
export function ChipsPage() {
  const { resource, reload } = useResource("obstacle chips", () => getChips());
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead title={desk.chips.title} lead={desk.chips.lead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(held, { etag }) => <Chips key={etag} held={held} etag={etag} onSaved={reload} />}
      </Loaded>
    </>
  );
}

function Chips({ held, etag, onSaved }: { held: ObstacleChips; etag: string | null; onSaved: () => Promise<void> }) {
  const { chips } = desk;
  const [saved] = useState(() => draftOf(held.chips));
  const [draft, setDraft] = useState(saved);
  const [open, setOpen] = useState<{ held: DraftChip | null } | null>(null);
  const versions = useTwoVersions(etag, () => getChips());
  const isChanged = JSON.stringify(sentOf(draft)) !== JSON.stringify(sentOf(saved));
  const problem = draft.length > MOST_LISTED ? chips.most(MOST_LISTED) : draft.every(({ shown }) => !shown) ? chips.keepOne : null;
  const save = async () => {
    const write = async (seen: string) => {
      known.value = (await putChips(seen, sentOf(draft))).data.chips;
    };
    if (await versions.save(write, words.common.saved)) await onSaved();
  };
  return (
    <section class="card">
      <p class="small quiet">{chips.kept}</p>
      <ChipRows draft={draft} onDraft={setDraft} onReword={(it) => setOpen({ held: it })} />
      <div>
        <Button onClick={() => setOpen({ held: null })}>
          <Icon of={Plus} /> {chips.add}
        </Button>
      </div>
      {versions.theirs !== null && (
        <TwoVersions
          differences={[{ what: chips.title, mine: sayDraft(draft), theirs: sayDraft(draftOf(versions.theirs.chips)) }]}
          onMine={() => void save()}
          onTheirs={() => void onSaved()}
        />
      )}
      {problem !== null && <p class="field-problem">{problem}</p>}
      <div class="row">
        <Button kind="primary" disabled={!isChanged || problem !== null} onClick={() => void save()}>
          {words.common.save}
        </Button>
        {isChanged && (
          <Button kind="plain" onClick={() => setDraft(saved)}>
            {chips.undo}
          </Button>
        )}
        <p class="small quiet" role="status">
          {isChanged ? chips.unsaved : ""}
        </p>
      </div>
      {open !== null && (
        <ChipSheet draft={draft} held={open.held} name={open.held === null ? "" : sayChip(open.held)} onDraft={setDraft} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

/** The list in one line: what is shown, and what is hidden. */
function sayDraft(draft: readonly DraftChip[]): string {
  return draft.map((it) => (it.shown ? sayChip(it) : `(${sayChip(it)})`)).join(", ");
}
