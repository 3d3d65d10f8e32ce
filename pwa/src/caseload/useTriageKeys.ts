import { useLayoutEffect, useRef } from "preact/hooks";

type Deeds = { next: () => void; previous: () => void; open: () => void; plan: () => void; setAside: () => void; snooze: () => void; undo: () => void; help: () => void };

const KEYS: Record<string, keyof Deeds> = { j: "next", k: "previous", enter: "open", "1": "plan", "3": "setAside", h: "snooze", u: "undo", "?": "help" };

/** Single keys for the inbox, while they are on: never while somebody types, and never over a button or a link. */
export function useTriageKeys(on: boolean, deeds: Deeds): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  // Before the first paint: whoever sees a card may already press a key.
  useLayoutEffect(() => {
    if (!on) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const deed = KEYS[event.key.toLowerCase()];
      const target = event.target as HTMLElement;
      if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (target.closest("input, textarea, select, dialog, [contenteditable]") !== null) return;
      // Enter belongs to whatever has the focus, unless that is a card itself.
      if (deed === "open" && !target.id.startsWith("card-")) return;
      event.preventDefault();
      latest.current[deed]();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [on]);
}
