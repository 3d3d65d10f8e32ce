import { MessageCircle } from "lucide";
import type { Triage } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";

/** More stand in the caseload: an inbox is short. */
const MOST = 5;

/** Which clients have replied, and on what. */
export function ClientsReplies({ replies }: { replies: Triage["replies"] }) {
  if (replies.length === 0) return null;
  const more = replies.length - MOST;
  return (
    <section class="card soft logged" aria-label={deskSupport.triage.replies}>
      <Icon of={MessageCircle} />
      <div class="logged-words">
        <h2 class="minor">{deskSupport.triage.replies}</h2>
        <ul class="plain-list">
          {replies.slice(0, MOST).map(({ client, goal }) => (
            <li key={goal.id}>
              <a class="help-link" href={`/clients/${client.id}`}>
                {words.checkIn.labelled(client.name, goal.title)}
              </a>
            </li>
          ))}
        </ul>
        {more > 0 && (
          <a class="small" href="/caseload">
            {deskSupport.triage.moreReplies(more)}
          </a>
        )}
      </div>
    </section>
  );
}
