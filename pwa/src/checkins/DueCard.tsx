import { Check, CircleDashed, Minus } from "lucide";
import type { Day, DueGoal, Outcome } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { Logged } from "./logged.ts";
import { sayPeriod, sayResult } from "./say.ts";
import { firstValue } from "./save.ts";
import { Stepper } from "./Stepper.tsx";

type Props = {
  due: DueGoal;
  on: Day;
  logged: Logged | null;
  /** The next one shows the client's own plan for the moment it counts. */
  isNext: boolean;
  onTap: (change: { outcome?: Outcome; value?: number }) => void;
  onOpen: () => void;
};

/** One goal that is due: the first tap saves. Once logged it becomes a quiet line that opens the check-in again. */
export function DueCard({ due, logged, isNext, onTap, onOpen }: Props) {
  const { goal } = due;
  if (logged !== null) return <LoggedLine due={due} logged={logged} onOpen={onOpen} />;
  const period = sayPeriod(goal, due.done_this_period, due.wanted_this_period);
  const next = goal.milestones.find(({ reached_on }) => reached_on === null);
  return (
    <section class="card due" aria-label={goal.title}>
      <div>
        <div class="due-head">
          <h2>
            <a class="card-link" href={`/goals/${goal.id}`}>
              {goal.title}
            </a>
          </h2>
          <span class="small quiet">{goal.kind === "metric" ? goal.plan.unit : period}</span>
        </div>
        {goal.kind === "steps" && next && <p class="small quiet">{words.today.nextStep(next.title)}</p>}
        {isNext && goal.if_then && <p class="small quiet">{words.checkIn.ifThen(goal.if_then)}</p>}
      </div>
      {goal.kind === "metric" ? (
        <Stepper goal={goal} start={firstValue(goal, due.last_value)} onSave={(value) => onTap({ value })} />
      ) : (
        <div class="outcomes" role="group" aria-label={words.checkIn.checkIn(goal.title)}>
          {(["done", "partly", "not"] as const).map((outcome) => (
            <Button
              key={outcome}
              big
              kind={outcome === "done" ? "primary" : "normal"}
              label={words.checkIn.labelled(words.checkIn.outcomes[outcome], goal.title)}
              onClick={() => onTap({ outcome })}
            >
              {words.checkIn.outcomes[outcome]}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

function LoggedLine({ due: { goal }, logged, onOpen }: { due: DueGoal; logged: Logged; onOpen: () => void }) {
  const { facts, state } = logged;
  const said = [sayResult(facts, goal), facts.felt !== null && words.checkIn.felt[facts.felt]].filter(Boolean).join(" · ");
  return (
    <section class="card logged" aria-label={goal.title}>
      <span class={facts.outcome === "not" ? "quiet" : "tick"}>
        <Icon of={facts.outcome === "not" ? Minus : facts.outcome === "partly" ? CircleDashed : Check} />
      </span>
      <div class="logged-words">
        <h2 class="minor">
          <a class="card-link" href={`/goals/${goal.id}`}>
            {goal.title}
          </a>
        </h2>
        <p class="small quiet">
          {said}
          {state === "on_phone" && ` · ${words.outbox.onPhone}`}
          {state === "refused" && ` · ${words.outbox.refused}`}
        </p>
      </div>
      <Button kind="plain" label={words.checkIn.edit(goal.title)} onClick={onOpen}>
        {words.common.edit}
      </Button>
    </section>
  );
}
