import { CircleCheck, Circle, CircleDot } from "lucide";
import { useState } from "preact/hooks";
import { putMilestone } from "../api/calls.ts";
import type { Day, Goal, Milestone } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** The path of milestones from top to bottom: reached, next, later. */
export function MilestonePath({ goal, today, onChanged }: { goal: Goal; today: Day; onChanged: () => Promise<void> }) {
  const [reaching, setReaching] = useState<Milestone | null>(null);
  const ordered = goal.milestones.toSorted((a, b) => a.position - b.position);
  const next = ordered.find(({ reached_on }) => reached_on === null);
  return (
    <section class="stack-tight">
      <h2>{words.goal.path}</h2>
      <ol class="path">
        {ordered.map((milestone) => {
          const place = milestone.reached_on !== null ? "reached" : milestone === next ? "next" : "later";
          return (
            <li key={milestone.id}>
              <span class={place}>
                <Icon of={{ reached: CircleCheck, next: CircleDot, later: Circle }[place]} size={24} />
              </span>
              <div>
                <p>
                  <span class="hidden">{words.goal[place]}: </span>
                  {milestone.title}
                </p>
                <p class="small quiet">{sayWhen(milestone)}</p>
                {milestone.what_worked !== null && <p class="small quote">{milestone.what_worked}</p>}
              </div>
              {place === "next" && (
                <Button label={words.goal.markReached(milestone.title)} onClick={() => setReaching(milestone)}>
                  {words.goal.markReachedShort}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {reaching !== null && (
        <ReachedSheet goal={goal} milestone={reaching} today={today} onClose={() => setReaching(null)} onChanged={onChanged} />
      )}
    </section>
  );
}

type SheetProps = { goal: Goal; milestone: Milestone; today: Day; onClose: () => void; onChanged: () => Promise<void> };

function ReachedSheet({ goal, milestone, today, onClose, onChanged }: SheetProps) {
  const [whatWorked, setWhatWorked] = useState("");
  const save = async () => {
    const { id, ...facts } = milestone;
    try {
      await putMilestone(goal.id, id, { ...facts, reached_on: today, what_worked: whatWorked.trim() === "" ? null : whatWorked.trim() });
      onClose();
      toast(words.common.saved);
      await onChanged();
    } catch (error) {
      toast(troubleText(error));
    }
  };
  return (
    <Sheet
      title={milestone.title}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={() => void save()}>
          {words.goal.markReachedShort}
        </Button>
      }
    >
      <TextField label={words.goal.whatWorked} optional value={whatWorked} onInput={setWhatWorked} maxLength={300} />
    </Sheet>
  );
}

function sayWhen({ reached_on, due_on }: Milestone): string {
  if (reached_on !== null) return words.goal.reachedOn(reached_on);
  return due_on === null ? "" : words.goal.dueOn(due_on);
}
