import { ArrowDown, ArrowUp, Circle, CircleCheck, CircleDot, Plus } from "lucide";
import { useState } from "preact/hooks";
import { orderMilestones } from "../api/calls.ts";
import type { Day, Goal, Milestone } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { attempt } from "../ui/attempt.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { MilestoneSheet, ReachedSheet } from "./MilestoneSheet.tsx";
import { movedBy, pathOf, type Place } from "./milestones.ts";

const MARKS = { reached: CircleCheck, next: CircleDot, later: Circle };
type Open = { deed: "write" | "reach"; milestone: Milestone | null };

/** The path of milestones from top to bottom: reached, next, later. Each may be reached in its own time. */
export function MilestonePath({ goal, today, onChanged }: { goal: Goal; today: Day; onChanged: () => Promise<void> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [isEditing, setEditing] = useState(false);
  const [told, setTold] = useState("");
  const path = pathOf(goal.milestones);
  const close = () => setOpen(null);
  const move = async (milestone: Milestone, way: -1 | 1) => {
    const ids = movedBy(goal.milestones, milestone.id, way);
    if (!(await attempt(() => orderMilestones(goal.id, ids)))) return;
    await onChanged();
    const place = ids.indexOf(milestone.id);
    setTold(goalPages.path.moved(milestone.title, place + 1, ids.length));
    const isAtEnd = place === (way === 1 ? ids.length - 1 : 0);
    requestAnimationFrame(() => focusMover(milestone.id, isAtEnd ? -way : way));
  };
  return (
    <section class="stack-tight">
      <div class="row-between">
        <h2>{words.goal.path}</h2>
        {path.length > 0 && (
          <Button kind="plain" pressed={isEditing} onClick={() => setEditing(!isEditing)}>
            {isEditing ? goalPages.path.editDone : goalPages.path.edit}
          </Button>
        )}
      </div>
      {path.length === 0 && <p class="quiet">{goalPages.path.none}</p>}
      <ol class="path">
        {path.map(({ milestone, place }, i) => (
          <li key={milestone.id} id={`milestone-${milestone.id}`}>
            <span class={place}>
              <Icon of={MARKS[place]} size={24} />
            </span>
            <MilestoneWords milestone={milestone} place={place} />
            {isEditing ? (
              <div class="row">
                <Mover milestone={milestone} way={-1} isLast={i === 0} onMove={move} />
                <Mover milestone={milestone} way={1} isLast={i === path.length - 1} onMove={move} />
                <Button label={goalPages.path.labelled(goalPages.path.change, milestone.title)} onClick={() => setOpen({ deed: "write", milestone })}>
                  {goalPages.path.change}
                </Button>
              </div>
            ) : (
              place !== "reached" && (
                <Button
                  kind={place === "next" ? "normal" : "plain"}
                  label={words.goal.markReached(milestone.title)}
                  onClick={() => setOpen({ deed: "reach", milestone })}
                >
                  {words.goal.markReachedShort}
                </Button>
              )
            )}
          </li>
        ))}
      </ol>
      {(isEditing || path.length === 0) && (
        <div>
          <Button onClick={() => setOpen({ deed: "write", milestone: null })}>
            <Icon of={Plus} /> {goalPages.path.add}
          </Button>
        </div>
      )}
      <p class="hidden" role="status">
        {told}
      </p>
      {open?.deed === "write" && <MilestoneSheet goal={goal} milestone={open.milestone} today={today} onChanged={onChanged} onClose={close} />}
      {open?.deed === "reach" && open.milestone !== null && (
        <ReachedSheet goal={goal} milestone={open.milestone} today={today} onChanged={onChanged} onClose={close} />
      )}
    </section>
  );
}

function MilestoneWords({ milestone, place }: { milestone: Milestone; place: Place }) {
  return (
    <div>
      <p>
        <span class="hidden">{words.goal[place]}: </span>
        {milestone.title}
      </p>
      <p class="small quiet">{sayWhen(milestone)}</p>
      {milestone.what_worked !== null && <p class="small quote">{milestone.what_worked}</p>}
    </div>
  );
}

type MoverProps = { milestone: Milestone; way: -1 | 1; isLast: boolean; onMove: (milestone: Milestone, way: -1 | 1) => Promise<void> };

function Mover({ milestone, way, isLast, onMove }: MoverProps) {
  const { up, down, labelled } = goalPages.path;
  return (
    <Button iconOnly disabled={isLast} label={labelled(way === -1 ? up : down, milestone.title)} onClick={() => void onMove(milestone, way)}>
      <Icon of={way === -1 ? ArrowUp : ArrowDown} />
    </Button>
  );
}

/** The button that moved it keeps the focus, or its neighbour where it can move no further. */
function focusMover(id: string, way: number): void {
  const [up, down] = document.querySelectorAll<HTMLElement>(`#milestone-${CSS.escape(id)} .icon-only`);
  (way < 0 ? up : down)?.focus();
}

function sayWhen({ reached_on, due_from, due_on }: Milestone): string {
  if (reached_on !== null) return words.goal.reachedOn(reached_on);
  if (due_on === null) return "";
  return due_from === null || due_from === due_on ? words.goal.dueOn(due_on) : goalPages.path.dueBetween(due_from, due_on);
}
