import { KeyRound } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { isChangeOfMind, mayAskQuietly, passkeysWork, signInWithPasskey } from "./passkeys.ts";

/** A challenge lives five minutes: asked for anew before that. */
const ASK_ANEW_AFTER_MS = 240_000;

/** Signs in with a passkey: by this button, or, where `offersQuietly`, from the suggestions of the address field. */
export function PasskeyButton({ offersQuietly = false, onSignedIn }: { offersQuietly?: boolean; onSignedIn: (me: Me) => void }) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const quiet = useRef<AbortController>(undefined);
  const latest = useRef(onSignedIn);
  latest.current = onSignedIn;

  useEffect(() => {
    if (!offersQuietly) return;
    const wait = async () => {
      quiet.current?.abort();
      const mine = new AbortController();
      quiet.current = mine;
      // Nobody has asked yet: what goes wrong here is no news to anybody.
      if (await mayAskQuietly()) latest.current(await signInWithPasskey(mine.signal));
    };
    void wait().catch(() => undefined);
    const timer = setInterval(() => void wait().catch(() => undefined), ASK_ANEW_AFTER_MS);
    return () => {
      clearInterval(timer);
      quiet.current?.abort();
    };
  }, [offersQuietly]);

  if (!passkeysWork()) return null;
  const use = async () => {
    quiet.current?.abort();
    setProblem(undefined);
    setBusy(true);
    try {
      latest.current(await signInWithPasskey());
    } catch (error) {
      if (!isChangeOfMind(error)) setProblem(error instanceof DOMException ? words.signIn.passkeyTrouble : troubleText(error));
    }
    setBusy(false);
  };
  return (
    <div class="stack-tight">
      <Button big disabled={isBusy} onClick={() => void use()}>
        <Icon of={KeyRound} /> {words.signIn.passkey}
      </Button>
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
