import { useState } from "preact/hooks";
import { changeMe } from "../api/calls.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { words } from "../i18n/words.ts";
import { attempt } from "../ui/attempt.ts";
import { Switch } from "../ui/Field.tsx";

/** Whether a mail says that the other one replied; what was replied is in no mail. */
export function ReplyNotices({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  const [isOn, setOn] = useState(me.told_of_replies);
  const turn = async (told_of_replies: boolean) => {
    setOn(told_of_replies);
    const isDone = await attempt(async () => onChanged((await changeMe({ told_of_replies })).data), words.common.saved);
    if (!isDone) setOn(!told_of_replies);
  };
  return (
    <section class="card">
      <h2>{mine.reminders.replies}</h2>
      <Switch label={mine.reminders.tellReplies} hint={mine.reminders.tellRepliesHelp} on={isOn} onChange={(on) => void turn(on)} />
    </section>
  );
}
