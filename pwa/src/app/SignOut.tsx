import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { flushSoon, refused, waiting } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { leave } from "./session.ts";

/** Leaves the device clean; warns first while something is only on this phone. */
export function SignOut({ me }: { me: Me }) {
  const [isWarning, setWarning] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { route } = useLocation();
  const unsent = waiting.value.length + refused.value.length;
  const go = async () => {
    setWarning(false);
    try {
      await leave();
      route("/sign-in", true);
    } catch {
      toast(words.signOut.needsNetwork);
    }
  };
  const sendFirst = async () => {
    setFailed(false);
    await flushSoon();
    if (waiting.value.length + refused.value.length === 0) await go();
    else setFailed(true);
  };
  return (
    <section class="card">
      <h2>{words.settings.session}</h2>
      <p class="quiet">{words.settings.signedInAs(me.email)}</p>
      <div>
        <Button onClick={() => (unsent > 0 ? setWarning(true) : void go())}>{words.signOut.action}</Button>
      </div>
      {isWarning && (
        <Sheet
          title={words.signOut.warnTitle}
          onClose={() => setWarning(false)}
          footer={
            <>
              <Button kind="danger" onClick={() => void go()}>
                {words.signOut.anyway}
              </Button>
              <Button kind="primary" onClick={() => void sendFirst()}>
                {words.signOut.sendFirst}
              </Button>
            </>
          }
        >
          <p>{words.signOut.warn(unsent)}</p>
          <p role="status">{hasFailed && words.signOut.notSent}</p>
        </Sheet>
      )}
    </section>
  );
}
