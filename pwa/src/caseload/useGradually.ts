import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { whenIdle } from "../ui/idle.ts";

/** So much of a frame may be spent on what nobody has asked for yet. */
const BUDGET_MS = 6;
const MOST_AT_ONCE = 20;

/**
 * How many of `total` are there to be drawn: `first` at once, and then a few more whenever the browser has nothing else to do, so that
 * soon all are there to be scrolled to, searched and read out. On paper all are there at once. Another `key` begins anew.
 */
export function useGradually(total: number, first: number, key: string): number {
  const [drawn, setDrawn] = useState({ key, count: first });
  const count = Math.min(total, drawn.key === key ? drawn.count : first);
  const pace = useRef({ step: 2, asked: 0, askedAt: 0 });
  const { current } = pace;
  // How long the last few took says how many come next.
  useLayoutEffect(() => {
    if (current.asked === 0) return;
    const took = Math.max(1, performance.now() - current.askedAt);
    current.step = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor((current.asked * BUDGET_MS) / took)));
    current.asked = 0;
  });
  useLayoutEffect(() => {
    if (count >= total) return undefined;
    return whenIdle(() => {
      current.askedAt = performance.now();
      current.asked = current.step;
      setDrawn({ key, count: count + current.step });
    });
  }, [count, total, key]);
  useEffect(() => {
    const toPaper = () => setDrawn({ key, count: Number.MAX_SAFE_INTEGER });
    addEventListener("beforeprint", toPaper);
    return () => removeEventListener("beforeprint", toPaper);
  }, [key]);
  return count;
}
