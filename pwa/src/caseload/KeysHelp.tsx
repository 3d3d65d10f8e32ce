import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
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

type Help = { details: RefObject<HTMLDetailsElement | null>; turn: () => void };

/** The help opens in sight, with the focus, by a key too; closed by one, the focus is where it was. */
export function useKeysHelp(): Help {
  const details = useRef<HTMLDetailsElement>(null);
  const before = useRef<Element | null>(null);
  const turn = () => {
    const { current: help } = details;
    if (help === null) return;
    help.open = !help.open;
    if (!help.open) {
      if (help.contains(document.activeElement) && before.current instanceof HTMLElement) before.current.focus();
      before.current = null;
      return;
    }
    before.current = document.activeElement;
    help.querySelector("summary")?.focus({ preventScroll: true });
    help.scrollIntoView({ block: "nearest" });
  };
  return { details, turn };
}

type Props = { help: Help; on: boolean; onChange: (on: boolean) => void };

export function KeysHelp({ help, on, onChange }: Props) {
  return (
    <details
      class="twin keys"
      ref={help.details}
      onKeyDown={(event) => {
        if (event.key === "Escape" && event.currentTarget.open) help.turn();
      }}
    >
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
