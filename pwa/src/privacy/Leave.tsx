import { useState } from "preact/hooks";
import { leavePractice } from "../api/privacyCalls.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { attempt } from "../ui/attempt.ts";

/** Ends one's own membership of this practice. */
export function Leave({ me, onParted }: { me: Me; onParted: (word: string) => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const { name } = me.practice;
  const help = me.roles.includes("client") ? mine.data.leaveHelp(name) : mine.data.leaveHelpOthers(name);
  const leave = async () => {
    if (await attempt(leavePractice)) await onParted(mine.data.left(name));
  };
  return (
    <section class="card">
      <h2>{mine.data.leaveTitle}</h2>
      <p class="quiet">{help}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{mine.data.leave}</Button>
      </div>
      {isAsking && (
        <Confirm title={mine.data.leaveAsk(name)} action={mine.data.leave} onConfirm={() => void leave()} onClose={() => setAsking(false)}>
          <p>{help}</p>
        </Confirm>
      )}
    </section>
  );
}
