import { MessageCircle } from "lucide";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";

/** Says calmly that the coach has replied on this goal, as long as it has not been read. */
export function ReplyMark({ unread }: { unread: number }) {
  if (!(unread > 0)) return null;
  return (
    <p class="small reply-mark">
      <Icon of={MessageCircle} /> {words.today.replied}
    </p>
  );
}
