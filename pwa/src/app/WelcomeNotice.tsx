import { useEffect, useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { begunAt, rememberStep, STEPS, type Step } from "./welcome.ts";

/** The first steps were begun here and not ended: the way on, or out. */
export function WelcomeNotice({ me }: { me: Me }) {
  const [step, setStep] = useState<Step | null>(null);
  useEffect(() => {
    void begunAt(me.id).then(setStep);
  }, [me.id]);
  if (step === null) return null;
  const end = async () => {
    await rememberStep(me.id, step, true);
    setStep(null);
  };
  return (
    <section class="card soft">
      <p>{words.welcome.begun(STEPS.indexOf(step) + 1, STEPS.length)}</p>
      <div class="row">
        <a class="button" href={`/welcome/${step}`}>
          {words.welcome.goOn}
        </a>
        <Button kind="plain" onClick={() => void end()}>
          {words.welcome.enough}
        </Button>
      </div>
    </section>
  );
}
