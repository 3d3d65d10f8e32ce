import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { getNudgePreferences } from "../api/calls.ts";
import { getConsents, getSharing } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { words } from "../i18n/words.ts";
import { ReminderSettings } from "../nudges/ReminderSettings.tsx";
import { ConsentSettings } from "../privacy/ConsentSettings.tsx";
import { SharingSettings } from "../privacy/SharingSettings.tsx";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { TwoLists } from "../ui/TwoLists.tsx";
import { InstallSteps } from "./InstallSteps.tsx";
import { begunAt, beside, isStep, rememberStep, STEPS, type Step } from "./welcome.ts";

/** A new client's first steps: each can be left as it is, and all of them be gone on with later. */
export function WelcomePage({ me, id }: { me: Me; id?: string }) {
  const { route } = useLocation();
  const step = isStep(id) ? id : null;
  useEffect(() => {
    if (step !== null) void rememberStep(me.id, step);
    else void begunAt(me.id).then((begun) => route(`/welcome/${begun ?? STEPS[0]}`, true));
  }, [step]);
  return step === null ? null : <StepPage key={step} me={me} step={step} />;
}

function StepPage({ me, step }: { me: Me; step: Step }) {
  const { route } = useLocation();
  const [before, next] = [beside(step, -1), beside(step, 1)];
  const go = (to: Step | null) => route(to === null ? "/today" : `/welcome/${to}`);
  const finish = async (to: string) => {
    await rememberStep(me.id, step, true);
    route(to);
  };
  return (
    <>
      <PageHead title={mine.welcome.titles[step]} lead={mine.welcome.place(STEPS.indexOf(step) + 1, STEPS.length)} />
      <div class="stack">
        {step === "what" && <WhatItIs />}
        {step === "seen" && <Seen />}
        {step === "consents" && <Consents />}
        {step === "reminders" && <Reminders />}
        {step === "begin" && (
          <>
            <p>{mine.welcome.begin}</p>
            <Button kind="primary" big onClick={() => void finish("/goals/new")}>
              {mine.welcome.firstGoal}
            </Button>
            <InstallSteps />
          </>
        )}
        <div class="row">
          {next !== null && (
            <Button kind="primary" onClick={() => go(next)}>
              {mine.welcome.next}
            </Button>
          )}
          {next === null && <Button onClick={() => void finish("/today")}>{mine.welcome.toToday}</Button>}
          {before !== null && <Button onClick={() => go(before)}>{mine.welcome.before}</Button>}
          {next !== null && (
            <Button kind="plain" onClick={() => route("/today")}>
              {mine.welcome.later}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

function WhatItIs() {
  return (
    <section class="card">
      <TwoLists
        lists={[
          [mine.welcome.isTitle, mine.welcome.is],
          [mine.welcome.isNotTitle, mine.welcome.isNot],
        ]}
      />
      <p>
        <a href="/helplines">{words.app.helplines}</a>
      </p>
    </section>
  );
}

function Seen() {
  const { resource, reload } = useResource("sharing", getSharing);
  return (
    <>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(sharing) => <SharingSettings sharing={sharing} />}
      </Loaded>
      <p>
        <a href="/privacy/coach-view">{mine.privacy.coachView}</a>
      </p>
    </>
  );
}

function Consents() {
  const { resource, reload } = useResource("consents", getConsents);
  return (
    <>
      <p>{mine.welcome.consentsHelp}</p>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(consents) => <ConsentSettings consents={consents} />}
      </Loaded>
    </>
  );
}

function Reminders() {
  const { resource, reload } = useResource("reminders", getNudgePreferences);
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(preferences) => <ReminderSettings preferences={preferences} isBrief />}
    </Loaded>
  );
}
