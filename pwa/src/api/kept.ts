import { phone, seal, unseal } from "../outbox/vault.ts";
import { isAway, type Answer } from "./client.ts";

/** A server that has not answered by now is treated as away when the phone remembers the last answer. */
const PATIENCE_MS = 5_000;

/**
 * The fresh answer, sealed on the phone for the next time without a network;
 * or the last one remembered, with the time it was true, when the server is away.
 */
export async function freshOrKept<T>(
  person: string,
  path: string,
  load: (patienceMs: number | undefined) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const remembered = await recall<T>(person, path);
  try {
    const fresh = await load(remembered === null ? undefined : PATIENCE_MS);
    void keep(person, path, fresh.data).catch(() => undefined);
    return fresh;
  } catch (error) {
    if (remembered !== null && isAway(error)) return remembered;
    throw error;
  }
}

export async function keep(person: string, path: string, data: unknown, at = Date.now()): Promise<void> {
  const sealed = await seal(person, path, data);
  await (await phone()).put("kept", { person, path, at, sealed });
}

/** What the phone remembers of `path`, or null. */
export async function recall<T>(person: string, path: string): Promise<Answer<T> | null> {
  try {
    const row = await (await phone()).get("kept", [person, path]);
    if (row === undefined) return null;
    const data = (await unseal(person, path, row.sealed)) as T;
    return { data, etag: null, asOf: new Date(row.at) };
  } catch {
    return null;
  }
}

/** What the phone remembers of `path` is this much different; it is as old as it was. */
export async function amend<T>(person: string, path: string, change: (data: T) => T): Promise<void> {
  const remembered = await recall<T>(person, path);
  if (remembered !== null) await keep(person, path, change(remembered.data), remembered.asOf?.getTime());
}
