import { phone, seal, unseal } from "../outbox/vault.ts";
import { isAway, type Answer } from "./client.ts";

/** A server that has not answered by now is treated as away when the phone remembers the last answer. */
const PATIENCE_MS = 5_000;

/**
 * The fresh answer, sealed on the phone for the next time without a network;
 * or the last one remembered, with the time it was true, when the server is away.
 */
export async function freshOrKept<T>(person: string, path: string, load: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const remembered = recall<T>(person, path);
  const found = await freshOr(remembered, load());
  void remembered.then((kept) => (found === kept ? undefined : keep(person, path, found.data))).catch(() => undefined);
  return found;
}

/** The server's answer as soon as it is there, whether or not the phone has found what it remembers; or that, when the server is away. */
export async function freshOr<T>(remembered: Promise<Answer<T> | null>, asking: Promise<Answer<T>>): Promise<Answer<T>> {
  const late = remembered.then((found) => (found === null ? asking : after(PATIENCE_MS, found)));
  try {
    return await Promise.race([asking, late]);
  } catch (error) {
    const found = await remembered;
    if (found !== null && isAway(error)) return found;
    throw error;
  }
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
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
