import { useState } from "preact/hooks";
import { useResource } from "../api/resource.ts";
import { listMyGoals } from "../api/calls.ts";
import { listPulses, putPulse } from "../api/supportCalls.ts";
import type { Me, Pulse, PulseAnswer, PulseAnswers, PulseQuestion } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

const QUESTIONS = Object.keys(words.help.questions) as PulseQuestion[];

/** The six questions, when the coach has asked them and no answer is there yet; nothing otherwise. */
export function AskedPulse({ me }: { me: Me }) {
  const { resource, reload } = useResource("my pulses", () => listPulses(me.id));
  const asked = resource.state === "ready" ? resource.data.items.find(({ answered_at }) => answered_at === null) : undefined;
  return asked === undefined ? null : <Questions key={asked.id} me={me} pulse={asked} onSent={reload} />;
}

function Questions({ me, pulse, onSent }: { me: Me; pulse: Pulse; onSent: () => Promise<void> }) {
  const [answers, setAnswers] = useState<PulseAnswers>({});
  const [isSending, setSending] = useState(false);
  const goals = useResource("goals", () => listMyGoals(me.id));
  const goal = goals.resource.state === "ready" ? goals.resource.data.items.find(({ id }) => id === pulse.goal_id) : undefined;
  const send = async () => {
    setSending(true);
    try {
      await putPulse(pulse.id, { client_id: me.id, goal_id: pulse.goal_id, answers });
      toast(words.help.pulseSent);
    } catch (error) {
      toast(troubleText(error));
    }
    await onSent();
    setSending(false);
  };
  return (
    <section class="card" aria-labelledby="pulse">
      <div>
        <h2 id="pulse">{words.help.pulse}</h2>
        <p class="quiet">
          {goal !== undefined && `${words.help.pulseAbout(goal.title)} `}
          {words.help.pulseReads}
        </p>
      </div>
      {QUESTIONS.map((question) => {
        const given = answers[question];
        return (
          <Choice<PulseAnswer>
            key={question}
            question={words.help.questions[question]}
            options={optionsOf(words.help.answers)}
            chosen={given === undefined ? [] : [given]}
            onChoose={(answer) => setAnswers({ ...answers, [question]: answer })}
            look="chips"
          />
        );
      })}
      <div>
        <Button kind="primary" disabled={isSending || Object.keys(answers).length === 0} onClick={() => void send()}>
          {words.help.pulseSend}
        </Button>
      </div>
    </section>
  );
}
