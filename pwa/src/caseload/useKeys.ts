import { useLayoutEffect, useRef } from "preact/hooks";

type Deeds = Record<string, () => void>;

/** Single keys for the choices of a sheet, while they are on: never while somebody types. Enter belongs to whatever button has the focus. */
export function useSheetKeys(on: boolean, deeds: Deeds): void {
  useKeys(on, deeds, (key, target) => target.closest(key === "enter" ? "input, textarea, select, button, a" : "input, textarea, select") === null);
}

type InboxDeeds = { next: () => void; previous: () => void; open: () => void; plan: () => void; setAside: () => void; snooze: () => void; undo: () => void; help: () => void };

/** Single keys for the inbox, while they are on: never while somebody types. Enter belongs to whatever has the focus, unless that is a card itself. */
export function useTriageKeys(on: boolean, { next, previous, open, plan, setAside, snooze, undo, help }: InboxDeeds): void {
  const deeds = { j: next, k: previous, enter: open, "1": plan, "3": setAside, h: snooze, u: undo, "?": help };
  useKeys(on, deeds, (key, target) => target.closest("input, textarea, select, dialog, [contenteditable]") === null && (key !== "enter" || target.id.startsWith("card-")));
}

function useKeys(on: boolean, deeds: Deeds, isFree: (key: string, target: HTMLElement) => boolean): void {
  const latest = useRef({ deeds, isFree });
  latest.current = { deeds, isFree };
  // Before the first paint: whoever sees a card may already press a key.
  useLayoutEffect(() => {
    if (!on) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const deed = latest.current.deeds[key];
      if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (!latest.current.isFree(key, event.target as HTMLElement)) return;
      event.preventDefault();
      deed();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [on]);
}
