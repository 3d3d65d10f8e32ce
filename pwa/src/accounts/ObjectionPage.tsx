import { useState } from "preact/hooks";
import { objectToAddress } from "../api/accessCalls.ts";
import { Problem } from "../api/problem.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { useBrought } from "./linked.ts";

type Outcome = "asked" | "done" | "dead" | "taken";

/** From a mail to the former address: this was not me. Nothing happens until the button is pressed. */
export function ObjectionPage({ onDone }: { onDone: () => Promise<void> }) {
  const token = useBrought();
  return <Objection key={token} token={token} onDone={onDone} />;
}

function Objection({ token, onDone }: { token: string; onDone: () => Promise<void> }) {
  const [outcome, setOutcome] = useState<Outcome>(token === "" ? "dead" : "asked");
  const [trouble, setTrouble] = useState<unknown>(null);
  const object = async () => {
    setTrouble(null);
    try {
      await objectToAddress(token);
      history.replaceState(null, "", location.pathname);
      setOutcome("done");
      await onDone();
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 429 || error.status >= 500) setTrouble(error);
      else setOutcome(error.status === 409 ? "taken" : "dead");
    }
  };
  if (outcome !== "asked") {
    return (
      <>
        <PageHead key={outcome} title={outcome === "done" ? mine.objection.doneTitle : mine.objection.deadTitle} />
        <div class="card soft" role="status">
          <p>{mine.objection[outcome]}</p>
          <div>
            <a class="button" href="/sign-in">
              {mine.invitation.signIn}
            </a>
          </div>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead title={mine.objection.title} lead={mine.objection.lead} />
      <div class="stack">
        {trouble !== null && <Trouble error={trouble} />}
        <div class="card">
          <p>{mine.objection.what}</p>
          <p class="quiet">{mine.objection.fine}</p>
          <div>
            <Button kind="primary" onClick={() => void object()}>
              {mine.objection.deed}
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
