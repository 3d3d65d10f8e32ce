import { useLayoutEffect, useRef } from "preact/hooks";

/** Single keys for the choices of a sheet, while they are on: never while somebody types. Enter belongs to whatever button has the focus. */
export function useSheetKeys(on: boolean, deeds: Record<string, () => void>): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  useLayoutEffect(() => {
    if (!on) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const deed = latest.current[event.key.toLowerCase()];
      const target = event.target as HTMLElement;
      if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (target.closest(event.key === "Enter" ? "input, textarea, select, button, a" : "input, textarea, select") !== null) return;
      event.preventDefault();
      deed();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [on]);
}

/** The key for a choice, beside it; only seen, as the words say the rest. */
export function Key({ on, of }: { on: boolean; of: string | number }) {
  return on ? (
    <kbd class="key" aria-hidden="true">
      {of}
    </kbd>
  ) : null;
}
