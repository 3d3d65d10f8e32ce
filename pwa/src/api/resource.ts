import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "./client.ts";

export type Resource<T> =
  | { state: "loading" }
  | ({ state: "ready" } & Answer<T>)
  | { state: "failed"; error: unknown };

/**
 * Loads when `key` changes. `reload` reads again without taking away what is on screen; `refresh` also keeps it when the reading fails.
 * What `load` hands to `soFar` is shown until all of it is there, unless there is something on screen already.
 */
export function useResource<T>(
  key: string,
  load: (soFar: (data: T) => void) => Promise<Answer<T>>,
): { resource: Resource<T>; reload: () => Promise<void>; refresh: () => Promise<void> } {
  const [held, setHeld] = useState<{ key: string; resource: Resource<T> }>({ key, resource: { state: "loading" } });
  const latest = useRef({ key, load, turn: 0, shown: 0 });
  latest.current.key = key;
  latest.current.load = load;

  const read = useCallback(async (isQuiet: boolean) => {
    const turn = ++latest.current.turn;
    const asked = latest.current.key;
    const show = (resource: Resource<T>, isInstead: (now: Resource<T>) => boolean) =>
      setHeld((now) => (now.key === asked && !isInstead(now.resource) ? now : { key: asked, resource }));
    const isNothingYet = (now: Resource<T>) => now.state !== "ready";
    const isOld = () => turn < latest.current.shown;
    try {
      const answer = await latest.current.load((data) => {
        if (!isOld()) show({ state: "ready", data, etag: null, asOf: null }, isNothingYet);
      });
      // A slower, older answer must not replace a newer one.
      if (isOld()) return;
      latest.current.shown = turn;
      show({ state: "ready", ...answer }, () => true);
    } catch (error) {
      if (turn === latest.current.turn) show({ state: "failed", error }, isQuiet ? isNothingYet : () => true);
    }
  }, []);
  const reload = useCallback(() => read(false), [read]);
  const refresh = useCallback(() => read(true), [read]);

  // Before the page is painted without it: what was asked ahead may be there already.
  useLayoutEffect(() => {
    void reload();
  }, [key, reload]);

  return { resource: held.key === key ? held.resource : { state: "loading" }, reload, refresh };
}
