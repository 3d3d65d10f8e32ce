import { useState } from "preact/hooks";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Switch } from "../ui/Field.tsx";

const STORED_AS = "waymark-triage-keys";

/** Whether single keys work in the inbox: on, until somebody who speaks to their computer turns them off here. */
export function useKeysSetting(): [on: boolean, choose: (on: boolean) => void] {
  const [on, setOn] = useState(() => stored() !== "off");
  const choose = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(STORED_AS, next ? "on" : "off");
    } catch {
      // Without storage the choice lasts for this visit.
    }
  };
  return [on, choose];
}

export function KeysHelp({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <details class="twin keys">
      <summary>{deskSupport.triage.keys}</summary>
      <Switch label={deskSupport.triage.keysOn} on={on} onChange={onChange} />
      <dl class="facts">
        {deskSupport.triage.keysHelp.map(([keys, does]) => (
          <div class="contents" key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
