import { useState } from "preact/hooks";
import { replan } from "../api/calls.ts";
import type { Day, Goal } from "../api/types.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { attempt } from "../ui/attempt.ts";
import { Button } from "../ui/Button.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { draftOfPlan, newPlanOf, problemsOf, type DraftProblems, type GoalDraft } from "./goalDraft.ts";
import { HabitFields, MetricFields, PlanDates } from "./PlanFields.tsx";

type Props = { goal: Goal; stands: number | null; today: Day; onChanged: () => Promise<void>; onClose: () => void };

/** Another target, pace or date for a goal, from today on. `stands`: the last number, where the goal has one. */
export function ReplanSheet({ goal, stands, today, onChanged, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOfPlan(goal, stands, today));
  const [problems, setProblems] = useState<DraftProblems>({});
  const next = newPlanOf(goal, stands, draft);
  const change = (part: Partial<GoalDraft>) => {
    setDraft((held) => ({ ...held, ...part }));
    setProblems({});
  };
  const save = async () => {
    const found = problemsOf(draft);
    // A path's milestones are edited where they stand, not here.
    delete found.steps;
    setProblems(found);
    if (next === null || Object.keys(found).length > 0) return;
    if (!(await attempt(() => replan(goal.id, next), goalPages.replan.saved))) return;
    onClose();
    await onChanged();
  };
  const fields = { draft, change, problems, isReplan: true };
  return (
    <Sheet
      title={goalPages.replan.title}
      subtitle={<p class="small quiet">{goalPages.replan.help}</p>}
      onClose={onClose}
      footer={
        <>
          {next === null && <p class="small quiet">{goalPages.replan.same}</p>}
          <Button kind="primary" disabled={next === null} onClick={() => void save()}>
            {goalPages.replan.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        {goal.kind === "habit" && <HabitFields {...fields} />}
        {goal.kind === "metric" && <MetricFields {...fields} />}
        {goal.kind === "steps" && <PlanDates {...fields} />}
      </div>
    </Sheet>
  );
}
