import { useState } from "preact/hooks";
import type { Answer } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { attempt } from "./attempt.ts";
import { toast } from "./Toast.tsx";

/**
 * Saves over the version that was read. When somebody else was faster, `theirs` is what now stands, and what was typed stays typed:
 * `save` again writes over theirs, and `put` says that theirs was taken. Resolves to whether it was saved.
 */
export function useTwoVersions<T>(read: string | null, load: () => Promise<Answer<T>>) {
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
        setTheirs(now.data);
        setEtag(now.etag ?? "*");
        wasFaster = true;
      }
    });
    if (!tried || wasFaster) return false;
    toast(done);
    return true;
  };
  return { theirs, save, put: () => setTheirs(null) };
}
