import { useState } from "preact/hooks";
import type { Answer } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { attempt } from "./attempt.ts";
import { toast } from "./Toast.tsx";

/**
 * Saves over the version that was read. When somebody else was faster, `theirs` is what now stands, and what was typed stays typed:
 * `save` again writes over theirs, and `put` says that theirs was taken. Resolves to whether it was saved.
 * Where `isElsewhere` says that their change was to something else, both stand and nobody is asked.
 */
export function useTwoVersions<T>(read: string | null, load: () => Promise<Answer<T>>, isElsewhere: (theirs: T) => boolean = () => false) {
  const [etag, setEtag] = useState(read ?? "*");
  const [theirs, setTheirs] = useState<T | null>(null);
  const save = async (write: (etag: string) => Promise<unknown>, done: string): Promise<boolean> => {
    let wasFaster = false;
    const tried = await attempt(async () => {
      try {
        await write(etag);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 412) throw error;
        const now = await load();
        if (theirs === null && isElsewhere(now.data)) {
          await write(now.etag ?? "*");
          return;
        }
        setTheirs(now.data);
        setEtag(now.etag ?? "*");
        wasFaster = true;
      }
    });
    if (!tried || wasFaster) return false;
    setTheirs(null);
    toast(done);
    return true;
  };
  return { theirs, save, put: () => setTheirs(null) };
}
