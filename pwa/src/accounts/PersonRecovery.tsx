import { useState } from "preact/hooks";
import { askRecovery, withdrawRecovery } from "../api/deskCalls.ts";
import type { Me, Person } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { attempt } from "../ui/attempt.ts";
import { useRecentSignIn } from "./SignInAgain.tsx";

/** For somebody who lost their mailbox: the practice asks that another address signs them in, and they may say no. */
export function PersonRecovery({ me, person, onChanged }: { me: Me; person: Person; onChanged: () => Promise<void> }) {
  const [email, setEmail] = useState("");
  const { attemptRecently, sheet } = useRecentSignIn(me);
  const ask = async () => {
    if (await attemptRecently(() => askRecovery(person.id, email.trim()), desk.person.recoveryAsked)) {
      setEmail("");
      await onChanged();
    }
  };
  return (
    <section class="card">
      <h2>{desk.person.recovery}</h2>
      {person.recovery === null ? (
        <>
          <p class="quiet">{desk.person.recoveryHelp}</p>
          <form
            class="pick"
            onSubmit={(event) => {
              event.preventDefault();
              void ask();
            }}
          >
            <TextField label={desk.person.recoveryEmail} type="email" inputMode="email" autoComplete="off" value={email} onInput={setEmail} />
            <Button submit disabled={!/^\S+@\S+\.\S+$/.test(email.trim())}>
              {desk.person.recoveryAsk}
            </Button>
          </form>
        </>
      ) : (
        <>
          <p>{desk.person.recoveryState(person.recovery.email, new Date(person.recovery.takes_effect_at))}</p>
          <div>
            <Button onClick={() => void attempt(() => withdrawRecovery(person.id), desk.person.recoveryWithdrawn).then(onChanged)}>
              {desk.person.recoveryWithdraw}
            </Button>
          </div>
        </>
      )}
      {sheet}
    </section>
  );
}
