import { useState } from "preact/hooks";
import { getGoal, putMilestone, removeMilestone } from "../api/calls.ts";
import type { Day, Goal, Milestone, MilestoneFacts } from "../api/types.ts";
import { fullDay } from "../i18n/dates.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { attempt } from "../ui/attempt.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { draftOf, factsIn, factsOf, isSame, type MilestoneDraft, type MilestoneProblem } from "./milestones.ts";

type Props = { goal: Goal; today: Day; onChanged: () => Promise<void>; onClose: () => void };

/** A milestone to write or to rewrite. */
export function MilestoneSheet({ goal, milestone, today, onChanged, onClose }: Props & { milestone: Milestone | null }) {
  const said = goalPages.path;
  const [draft, setDraft] = useState(() => draftOf(milestone));
  const [problem, setProblem] = useState<MilestoneProblem | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  // Made once: a second press of the button makes no second milestone.
  const [id] = useState(() => milestone?.id ?? crypto.randomUUID());
  const [read, setRead] = useState(milestone);
  const [theirs, setTheirs] = useState<Milestone | null>(null);
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const done = async (deed: () => Promise<unknown>, told: string) => {
    if (!(await attempt(deed, told))) return;
    onClose();
    await onChanged();
  };
  const save = async () => {
    const last = Math.max(-1, ...goal.milestones.map(({ position }) => position));
    const facts = factsOf(draft, milestone?.position ?? last + 1, today);
    if (typeof facts === "string") return setProblem(facts);
    let wasFaster = false;
    const put = async () => {
      // A milestone is put under an id that a phone made and asks for no version: what stands is looked at before it is written over.
      const now = read === null ? undefined : (await getGoal(goal.id)).data.milestones.find((it) => it.id === id);
      wasFaster = now !== undefined && !isSame(now, read);
      if (now === undefined || !wasFaster) return void (await putMilestone(goal.id, id, { ...facts, position: now?.position ?? facts.position }));
      setTheirs(now);
      setRead(now);
    };
    if (!(await attempt(put)) || wasFaster) return;
    toast(words.common.saved);
    onClose();
    await onChanged();
  };
  if (isRemoving) {
    return (
      <Confirm title={said.removeTitle(draft.title)} action={said.remove} onConfirm={() => void done(() => removeMilestone(goal.id, id), said.removed)} onClose={() => setRemoving(false)}>
        <p>{said.removeHelp}</p>
      </Confirm>
    );
  }
  return (
    <Sheet
      title={milestone?.title ?? said.newTitle}
      onClose={onClose}
      footer={
        <>
          {milestone !== null && (
            <Button kind="danger" onClick={() => setRemoving(true)}>
              {said.remove}
            </Button>
          )}
          <Button kind="primary" onClick={() => void save()}>
            {words.common.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <TextField label={said.title} value={draft.title} onInput={(title) => change({ title })} maxLength={200} problem={problem === "title" ? said.titleMissing : undefined} />
        <div class="pairs">
          <TextField label={said.dueOn} optional type="date" value={draft.dueOn} onInput={(dueOn) => change({ dueOn })} />
          <TextField label={said.dueFrom} optional type="date" value={draft.dueFrom} onInput={(dueFrom) => change({ dueFrom })} problem={problem === "range" ? said.rangeWrong : undefined} />
        </div>
        <TextField label={said.weight} hint={said.weightHint} inputMode="decimal" value={draft.weight} onInput={(weight) => change({ weight })} problem={problem === "weight" ? said.weightWrong : undefined} />
        {milestone !== null && milestone.reached_on !== null && (
          <>
            <TextField label={said.reachedOn} type="date" max={today} value={draft.reachedOn} onInput={(reachedOn) => change({ reachedOn })} problem={problem === "reached" ? said.reachedWrong : undefined} />
            <TextField label={words.goal.whatWorked} optional value={draft.whatWorked} onInput={(whatWorked) => change({ whatWorked })} maxLength={500} />
            <div>
              <Button onClick={() => void done(() => putReached(goal, milestone, { reached_on: null }), words.common.saved)}>{said.notYet}</Button>
            </div>
          </>
        )}
        {theirs !== null && (
          <TwoVersions
            differences={[
              { what: said.title, mine: draft.title, theirs: theirs.title },
              { what: said.dueOn, mine: saidRange(draft), theirs: saidRange(draftOf(theirs)) },
              { what: said.weight, mine: draft.weight, theirs: draftOf(theirs).weight },
              { what: said.reachedOn, mine: draft.reachedOn && fullDay(draft.reachedOn), theirs: theirs.reached_on === null ? "" : fullDay(theirs.reached_on) },
              { what: words.goal.whatWorked, mine: draft.whatWorked, theirs: theirs.what_worked ?? "" },
            ]}
            onMine={() => void save()}
            onTheirs={() => {
              setDraft(draftOf(theirs));
              setTheirs(null);
            }}
          />
        )}
      </div>
    </Sheet>
  );
}

/** Whether it is reached is one thing, its words are another: what somebody else wrote meanwhile stays. */
async function putReached(goal: Goal, read: Milestone, reached: Pick<MilestoneFacts, "reached_on"> & Partial<MilestoneFacts>): Promise<unknown> {
  const now = (await getGoal(goal.id)).data.milestones.find(({ id }) => id === read.id) ?? read;
  return putMilestone(goal.id, read.id, { ...factsIn(now), ...reached });
}

const saidRange = ({ dueFrom, dueOn }: MilestoneDraft) => [dueFrom, dueOn].filter(Boolean).map(fullDay).join(" – ");

/** Reached, with one line on what made it work. */
export function ReachedSheet({ goal, milestone, today, onChanged, onClose }: Props & { milestone: Milestone }) {
  const said = goalPages.path;
  const [on, setOn] = useState(today);
  const [whatWorked, setWhatWorked] = useState("");
  const isValid = on !== "" && on <= today;
  const save = async () => {
    const what_worked = whatWorked.trim() === "" ? null : whatWorked.trim();
    if (!(await attempt(() => putReached(goal, milestone, { reached_on: on, what_worked }), words.common.saved))) return;
    onClose();
    await onChanged();
  };
  return (
    <Sheet
      title={milestone.title}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={!isValid} onClick={() => void save()}>
          {words.goal.markReachedShort}
        </Button>
      }
    >
      <div class="stack">
        <TextField label={words.goal.whatWorked} optional value={whatWorked} onInput={setWhatWorked} maxLength={500} />
        <TextField label={said.reachedOn} type="date" max={today} value={on} onInput={setOn} problem={isValid ? undefined : said.reachedWrong} />
      </div>
    </Sheet>
  );
}
