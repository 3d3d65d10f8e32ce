import { MessageCircle } from "lucide";
import type { Today } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";

/** That the coach has replied, and on which goals: each leads to where the reply stands. A day remembered by an earlier version knows of none. */
export function RepliesWaiting({ replies = [] }: { replies?: Today["replies"] | undefined }) {
  if (replies.length === 0) return null;
  return (
    <section class="card soft logged" aria-label={words.today.replied}>
      <Icon of={MessageCircle} />
      <div class="logged-words">
        <p>{words.today.replied}</p>
        <ul class="plain-list">
          {replies.map(({ goal }) => (
            <li key={goal.id}>
              <a class="help-link" href={`/goals/${goal.id}`}>
                {goal.title}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
