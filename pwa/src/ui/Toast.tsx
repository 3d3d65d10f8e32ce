import { signal } from "@preact/signals";
import { Button } from "./Button.tsx";

type Toast = { id: number; text: string; action?: { label: string; run: () => void } };
const SHOWN_MS = 10_000;

const current = signal<Toast | null>(null);
/** How many sheets are open: what is behind them is neither seen nor read out. */
export const openSheets = signal(0);
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says one thing for ten seconds, to eyes and to screen readers. */
export function toast(text: string, action?: Toast["action"]): void {
  clearTimeout(timer);
  current.value = { id: ++count, text, ...(action && { action }) };
  timer = setTimeout(hideToast, SHOWN_MS);
}

/** Does what the toast that is shown offers, such as to undo; nothing where none is. */
export function takeOffer(): void {
  const action = current.value?.action;
  if (action === undefined) return;
  hideToast();
  action.run();
}

function hideToast(): void {
  clearTimeout(timer);
  current.value = null;
}

/** Where toasts are shown: on the page, or on the sheet that lies over it. */
export function Toasts({ onSheet = false }: { onSheet?: boolean }) {
  const shown = openSheets.value > 0 === onSheet ? current.value : null;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown !== null && (
        <div class="toast" key={shown.id}>
          <span>{shown.text}</span>
          {shown.action && (
            <Button onClick={takeOffer}>{shown.action.label}</Button>
          )}
        </div>
      )}
    </div>
  );
}
