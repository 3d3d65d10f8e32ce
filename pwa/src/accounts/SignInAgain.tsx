import { useRef, useState } from "preact/hooks";
import { choosePractice } from "../api/accessCalls.ts";
import { askForCode, signIn } from "../api/calls.ts";
import { Problem } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt, type AttemptRecently } from "../ui/attempt.ts";
import { troubleText } from "../ui/Trouble.tsx";
import { PasskeyButton } from "./PasskeyButton.tsx";

const SIGN_IN_AGAIN = "urn:waymark:sign-in-again";

/** `attemptRecently` does a deed that wants a recent sign-in; where it is too old, `sheet` asks for one and does it then. */
export function useRecentSignIn(me: Me) {
  const [isAsking, setAsking] = useState(false);
  const pending = useRef<() => Promise<void>>(undefined);
  const giveUp = useRef<() => void>(undefined);
  const attemptRecently: AttemptRecently = (deed, done) =>
    attempt(async () => {
      try {
        await deed();
      } catch (error) {
        if (!(error instanceof Problem) || error.type !== SIGN_IN_AGAIN) throw error;
        await new Promise<void>((resolve, reject) => {
          pending.current = () => deed().then(() => resolve(), reject);
          giveUp.current = () => reject(error);
          setAsking(true);
        });
      }
    }, done);
  const sheet = isAsking ? (
    <AgainSheet
      me={me}
      onClose={() => {
        setAsking(false);
        giveUp.current?.();
      }}
      onSignedIn={() => {
        setAsking(false);
        void pending.current?.();
      }}
    />
  ) : null;
  return { attemptRecently, sheet };
}

function AgainSheet({ me, onClose, onSignedIn }: { me: Me; onClose: () => void; onSignedIn: () => void }) {
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const back = async (fresh: Me) => {
    // Somebody of several practices may come out in another one.
    if (fresh.id === me.id || (await attempt(() => choosePractice(me.id)))) onSignedIn();
  };
  const send = async () => {
    if (await attempt(() => askForCode(me.email))) setCode("");
  };
  const enter = async () => {
    if (code?.length !== 6) return setProblem(words.signIn.codeInvalid);
    try {
      await back((await signIn(me.email, code)).data);
    } catch (error) {
      setProblem(troubleText(error));
    }
  };
  return (
    <Sheet title={mine.again.title} subtitle={<p class="quiet">{mine.again.lead}</p>} onClose={onClose}>
      <div class="stack">
        <PasskeyButton onSignedIn={(fresh) => void back(fresh)} />
        {code === null ? (
          <Button big onClick={() => void send()}>
            {mine.again.send(me.email)}
          </Button>
        ) : (
          <form
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void enter();
            }}
          >
            <TextField
              label={words.signIn.code}
              name="code"
              autoComplete="one-time-code"
              inputMode="numeric"
              look="code-input"
              maxLength={7}
              value={code}
              problem={problem}
              onInput={(text) => {
                setCode(text.replaceAll(/\D/g, "").slice(0, 6));
                setProblem(undefined);
              }}
              autoFocus
            />
            <Button kind="primary" big submit>
              {words.signIn.submit}
            </Button>
          </form>
        )}
      </div>
    </Sheet>
  );
}
