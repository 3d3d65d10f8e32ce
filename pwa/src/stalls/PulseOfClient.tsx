import { putPulse } from "../api/supportCalls.ts";
import type { Pulse, PulseQuestion, Uuid } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { client: Uuid; goal: Uuid | null; pulses: readonly Pulse[]; onAsked: () => Promise<void> };

/** What is in the client's way, as they answered last; or the place to ask. */
export function PulseOfClient({ client, goal, pulses, onAsked }: Props) {
  const waiting = pulses.find(({ answered_at }) => answered_at === null);
  const answered = pulses.find(({ answered_at }) => answered_at !== null);
  const ask = async () => {
    try {
      await putPulse(crypto.randomUUID(), { client_id: client, goal_id: goal, answers: null });
      toast(deskSupport.referral.pulseToast);
    } catch (error) {
      toast(troubleText(error));
    }
    await onAsked();
  };
  return (
    <section class="card" aria-labelledby="in-the-way">
      <div>
        <h2 id="in-the-way">{deskSupport.referral.pulse}</h2>
        {answered === undefined && <p class="quiet">{deskSupport.referral.pulseHelp}</p>}
      </div>
      {answered !== undefined && <Answers pulse={answered} />}
      {waiting === undefined ? (
        <div>
          <Button onClick={() => void ask()}>{answered === undefined ? deskSupport.referral.pulseAsk : deskSupport.referral.pulseAgain}</Button>
        </div>
      ) : (
        <p>{deskSupport.referral.pulseAsked(waiting.asked_at.slice(0, 10))}</p>
      )}
    </section>
  );
}

function Answers({ pulse: { answered_at, answered_by, answers } }: { pulse: Pulse }) {
  return (
    <>
      {answered_at !== null && <p class="small quiet">{deskSupport.referral.pulseAnswered(answered_at.slice(0, 10), answered_by ?? "client")}</p>}
      {answers !== null && (
        <dl class="facts split">
          {(Object.keys(words.help.questions) as PulseQuestion[]).map((question) => {
            const given = answers[question];
            return (
              <div class="contents" key={question}>
                <dt>{words.help.questions[question]}</dt>
                <dd class={given === "in_the_way" ? "weighs" : given === null ? "quiet" : undefined}>
                  {given === null ? deskSupport.referral.notAnswered : words.help.answers[given]}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </>
  );
}
