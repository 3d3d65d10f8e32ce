import { useState } from "preact/hooks";
import { askForNewAddress, proveNewAddress } from "../api/accessCalls.ts";
import { Problem } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Step = "shown" | "address" | "code";

/** The address that signs one in, and how to change it: a code goes to the new one. */
export function EmailSettings({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  const [step, setStep] = useState<Step>("shown");
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const go = async () => {
    try {
      if (step === "address") {
        if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setProblem(mine.access.newEmailInvalid);
        await askForNewAddress(email.trim());
        setStep("code");
      } else {
        if (code.length !== 6) return setProblem(mine.access.codeInvalid);
        onChanged((await proveNewAddress(email.trim(), code)).data);
        toast(mine.access.changed);
        setStep("shown");
        setCode("");
      }
    } catch (error) {
      setProblem(error instanceof Problem && error.fields[0] !== undefined ? error.fields[0].detail : troubleText(error));
    }
  };
  return (
    <section class="card">
      <div>
        <h2>{mine.access.emailTitle}</h2>
        <p class="quiet">{step === "code" ? mine.access.sent(email.trim()) : mine.access.emailNow(me.email)}</p>
      </div>
      {step === "shown" ? (
        <div>
          <Button onClick={() => setStep("address")}>{mine.access.change}</Button>
        </div>
      ) : (
        <form
          class="stack-tight"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          {step === "address" ? (
            <TextField
              label={mine.access.newEmail}
              type="email"
              inputMode="email"
              autoComplete="email"
              value={email}
              problem={problem}
              onInput={(typed) => {
                setEmail(typed);
                setProblem(undefined);
              }}
              autoFocus
            />
          ) : (
            <TextField
              key="code"
              label={mine.access.code}
              inputMode="numeric"
              autoComplete="one-time-code"
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
          )}
          <div class="row">
            <Button kind="primary" submit>
              {step === "address" ? mine.access.send : mine.access.prove}
            </Button>
            <Button
              kind="plain"
              onClick={() => {
                setStep("shown");
                setProblem(undefined);
              }}
            >
              {words.common.cancel}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
