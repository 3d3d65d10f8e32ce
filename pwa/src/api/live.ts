import { useEffect, useRef } from "preact/hooks";

const EVERY_MS = 60_000;
/** Without a touch or a key for so long, nobody is taken to be there: reading on would keep them signed in for ever. */
const THERE_FOR_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel"] as const;

/** Reads again whenever whoever is here comes back to the page: meanwhile somebody may have answered. */
export function useOnReturn(refresh: () => Promise<void>): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void refresh();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [refresh]);
}

/** Reads again whenever whoever is here comes back to the page, and every minute while they use it. */
export function useLive(refresh: () => Promise<void>): void {
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    let seenAt = Date.now();
    const look = () => {
      if (document.visibilityState === "visible") void latest.current();
    };
    const isThere = () => {
      seenAt = Date.now();
    };
    const onReturn = () => {
      isThere();
      look();
    };
    const timer = setInterval(() => {
      if (Date.now() - seenAt < THERE_FOR_MS) look();
    }, EVERY_MS);
    document.addEventListener("visibilitychange", onReturn);
    addEventListener("online", look);
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, isThere, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onReturn);
      removeEventListener("online", look);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, isThere);
    };
  }, []);
}
