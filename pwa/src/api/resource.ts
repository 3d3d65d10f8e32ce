import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "./client.ts";

export type Resource<T> =
  | { state: "loading" }
  | ({ state: "ready" } & Answer<T>)
  | { state: "failed"; error: unknown };

/** Loads when `key` changes; `reload` reads again without taking away what is on screen. */
export function useResource<T>(
  key: string,
  load: () => Promise<Answer<T>>,
): { resource: Resource<T>; reload: () => Promise<void> } {
  const [held, setHeld] = useState<{ key: string; resource: Resource<T> }>({ key, resource: { state: "loading" } });
  const latest = useRef({ key, load, turn: 0 });
  latest.current.key = key;
  latest.current.load = load;

  const reload = useCallback(async () => {
    const turn = ++latest.current.turn;
    const asked = latest.current.key;
    let resource: Resource<T>;
    try {
      resource = { state: "ready", ...(await latest.current.load()) };
    } catch (error) {
      resource = { state: "failed", error };
    }
    // A slower, older answer must not replace a newer one.
    if (turn === latest.current.turn) setHeld({ key: asked, resource });
  }, []);

  useEffect(() => {
    void reload();
  }, [key, reload]);

  return { resource: held.key === key ? held.resource : { state: "loading" }, reload };
}
