import { useLocation } from "preact-iso";
import type { Me } from "../api/types.ts";
import { GoalForm } from "../goals/GoalForm.tsx";
import { words } from "../i18n/words.ts";
import { PageHead } from "../ui/PageHead.tsx";

/** A new goal: one's own, or, for a coach, a client's. */
export function NewGoalPage({ me, client }: { me: Me; client?: string }) {
  const { route } = useLocation();
  return (
    <>
      <PageHead title={words.goalForm.title} />
      <GoalForm
        client={client ?? me.id}
        today={me.today}
        mayBePrivate={client === undefined}
        onCreated={(goal) => route(client === undefined ? `/goals/${goal}` : `/clients/${client}`, true)}
      />
    </>
  );
}
