/** Does the latest deed once nothing newer has come for `afterMs`; `now` does it at once, if one waits. */
export function whenSettled(afterMs: number): { later: (deed: () => void) => void; now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void) | undefined;
  const now = () => {
    clearTimeout(timer);
    const deed = waiting;
    waiting = undefined;
    deed?.();
  };
  const later = (deed: () => void) => {
    clearTimeout(timer);
    waiting = deed;
    timer = setTimeout(now, afterMs);
  };
  return { later, now };
}
