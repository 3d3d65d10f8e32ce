import { useState } from "preact/hooks";
import { askForCode, signIn } from "../api/calls.ts";
import { Problem, Unreachable } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { PasskeyButton } from "./PasskeyButton.tsx";

/** Email, then the code that was sent to it. A link from the mail brings the code in its fragment. */
export function SignInPage({ waiting, word, onSignedIn }: { waiting: number; word?: string | undefined; onSignedIn: (me: Me) => void }) {
  const [linked] = useState(codeFromLink);
  const [email, setEmail] = useState(linked.email ?? rememberedEmail());
  const [step, setStep] = useState<"email" | "code">(linked.code !== null && (linked.email ?? rememberedEmail()) !== "" ? "code" : "email");
  return (
    <div class="sign-in">
      <PageHead
        key={step}
        title={step === "email" ? words.signIn.title : words.signIn.codeTitle}
        lead={step === "email" ? words.signIn.lead : words.signIn.codeSent(email.trim())}
      />
      {word !== undefined && (
        <p class="card soft notice-below" role="status">
          {word}
        </p>
      )}
      {waiting > 0 && <p class="card soft notice-below">{words.signIn.waitingItems(waiting)}</p>}
      {step === "email" ? (
        <div class="stack">
          <EmailForm email={email} setEmail={setEmail} onSent={() => setStep("code")} />
          <PasskeyButton offersQuietly onSignedIn={onSignedIn} />
        </div>
      ) : (
        <CodeForm email={email} first={linked.code ?? ""} onSignedIn={onSignedIn} onOtherEmail={() => setStep("email")} />
      )}
    </div>
  );
}

function EmailForm({ email, setEmail, onSent }: { email: string; setEmail: (email: string) => void; onSent: () => void }) {
  const { problem, isBusy, attempt, forgetProblem } = useAttempt();
  const send = () =>
    attempt(/^\S+@\S+\.\S+$/.test(email.trim()) ? null : words.signIn.emailInvalid, async () => {
      await askForCode(email.trim());
      rememberEmail(email.trim());
      onSent();
    });
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={words.signIn.email}
        type="email"
        name="email"
        autoComplete="username webauthn"
        inputMode="email"
        value={email}
        onInput={(typed) => {
          setEmail(typed);
          forgetProblem();
        }}
        problem={problem}
        autoFocus
      />
      <Button kind="primary" big submit disabled={isBusy}>
        {words.signIn.send}
      </Button>
    </form>
  );
}

type CodeProps = { email: string; first: string; onSignedIn: (me: Me) => void; onOtherEmail: () => void };

function CodeForm({ email, first, onSignedIn, onOtherEmail }: CodeProps) {
  const [code, setCode] = useState(first);
  const { problem, isBusy, attempt, forgetProblem } = useAttempt();
  const enter = (digits: string) =>
    attempt(/^\d{6}$/.test(digits) ? null : words.signIn.codeInvalid, async () => {
      const { data: me } = await signIn(email.trim(), digits);
      forgetEmail();
      onSignedIn(me);
    });
  const again = () => attempt(null, async () => void (await askForCode(email.trim())));
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter(code);
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
        onInput={(text) => {
          const digits = text.replaceAll(/\D/g, "").slice(0, 6);
          setCode(digits);
          forgetProblem();
        }}
        problem={problem}
        autoFocus
      />
      <Button kind="primary" big submit disabled={isBusy}>
        {words.signIn.submit}
      </Button>
      <div class="row">
        <Button kind="plain" disabled={isBusy} onClick={() => void again()}>
          {words.signIn.again}
        </Button>
        <Button kind="plain" onClick={onOtherEmail}>
          {words.signIn.otherEmail}
        </Button>
      </div>
    </form>
  );
}

/** One try at a time, with what went wrong in words that help. */
function useAttempt() {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (invalid: string | null, deed: () => Promise<void>) => {
    setProblem(invalid ?? undefined);
    if (invalid !== null) return;
    setBusy(true);
    try {
      await deed();
    } catch (error) {
      setProblem(signInTrouble(error));
    }
    setBusy(false);
  };
  return { problem, isBusy, attempt, forgetProblem: () => setProblem(undefined) };
}

function signInTrouble(error: unknown): string {
  if (error instanceof Unreachable) return words.signIn.offline;
  if (error instanceof Problem && (error.status === 401 || error.status === 403)) return error.fields[0] === undefined ? words.signIn.wrong : error.fields[0].detail;
  return troubleText(error);
}

/** #code=123456, with the address beside it if the mail says so; taken out of the address bar at once. */
function codeFromLink(): { code: string | null; email: string | null } {
  // A plus sign in an address is a plus sign, not a space.
  const fragment = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  if (fragment.has("code")) history.replaceState(null, "", location.pathname);
  return { code: fragment.get("code"), email: fragment.get("email") };
}

const EMAIL_KEY = "waymark-email";

/** The address survives the trip to the mailbox and back, in this tab only. */
export function rememberEmail(email: string): void {
  sessionStorage.setItem(EMAIL_KEY, email);
}

/** Whoever signs in here next need not see who did before. */
function forgetEmail(): void {
  sessionStorage.removeItem(EMAIL_KEY);
}

function rememberedEmail(): string {
  return sessionStorage.getItem(EMAIL_KEY) ?? "";
}
