import { MessageCircle } from "lucide";
import type { Goal } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

/** Says calmly that the coach has replied on this goal, and leads to it, as long as it has not been read. */
export function ReplyMark({ goal: { id, title, unread_replies } }: { goal: Goal }) {
  if (!(unread_replies > 0)) return null;
  return (
    <a class="small reply-mark" href={`/goals/${id}`} aria-label={words.checkIn.labelled(words.today.replied, title)}>
      <Icon of={MessageCircle} /> {words.today.replied}
    </a>
  );
}
