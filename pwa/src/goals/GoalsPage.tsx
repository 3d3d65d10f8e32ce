import { Plus } from "lucide";
import { listMyEnrolments, listMyGoals } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Enrolment, Goal, Me, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { ReplyMark } from "../ui/ReplyMark.tsx";
import { sayPlan } from "./say.ts";

type Steps = ReadonlyMap<Uuid, string>;

export function GoalsPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("goals", () => listMyGoals(me.id));
  const enrolments = useResource("enrolments", () => listMyEnrolments(me.id));
  const steps = enrolments.resource.state === "ready" ? stepsOf(enrolments.resource.data.items) : new Map<Uuid, string>();
  return (
    <>
      <PageHead
        title={words.goals.title}
        actions={
          <a class="button" href="/goals/new">
            <Icon of={Plus} /> {words.goals.new}
          </a>
        }
      />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }) => <GoalLists goals={items} steps={steps} />}
      </Loaded>
    </>
  );
}

/** Of goals that a programme has released: which, and when. */
function stepsOf(enrolments: readonly Enrolment[]): Steps {
  return new Map(enrolments.flatMap(({ title, goals }) => goals.map(({ goal_id, released_on }) => [goal_id, words.goals.step(title, released_on)] as const)));
}

function GoalLists({ goals, steps }: { goals: readonly Goal[]; steps: Steps }) {
  const active = goals.filter(({ status }) => status === "active" || status === "not_started");
  const others = goals.filter((goal) => !active.includes(goal));
  if (goals.length === 0) {
    return (
      <div class="card soft">
        <p>
          <strong>{words.goals.empty}</strong> {words.goals.emptyHelp}
        </p>
      </div>
    );
  }
  return (
    <div class="stack-wide">
      <ul class="stack">
        {active.map((goal) => (
          <GoalCard key={goal.id} goal={goal} step={steps.get(goal.id)} />
        ))}
      </ul>
      {others.length > 0 && (
        <section class="stack-tight">
          <h2>{words.goals.others}</h2>
          <ul class="stack">
            {others.map((goal) => (
              <GoalCard key={goal.id} goal={goal} step={steps.get(goal.id)} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function GoalCard({ goal, step }: { goal: Goal; step: string | undefined }) {
  return (
    <li class="card">
      <div class="due-head">
        <h2>
          <a class="card-link" href={`/goals/${goal.id}`}>
            {goal.title}
          </a>
        </h2>
        {goal.status !== "active" && <span class="pill">{words.goals.statuses[goal.status]}</span>}
      </div>
      <p class="small quiet">
        {words.goals.areas[goal.area]} · {sayPlan(goal)}
        {goal.private && ` · ${words.goals.private}`}
      </p>
      <ReplyMark goal={goal} />
      {step !== undefined && <p class="small quiet">{step}</p>}
    </li>
  );
}
