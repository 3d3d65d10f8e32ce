import { batch, computed, signal } from "@preact/signals";
import type { Draft, Item } from "./queue.ts";
import { acknowledge, list, put, retry } from "./store.ts";
import { flush, SYNC_TAG } from "./sync.ts";
import { forget, holdKey, letGoOfKey, setCurrentPerson } from "./vault.ts";

/** What became of a tap made since the app was opened. */
export type Fate = Draft & { state: "on_phone" | "synced" | "refused" };

const person = signal<string | null>(null);
const items = signal<Item[]>([]);
const synced = signal<ReadonlyMap<string, Fate>>(new Map());
let timer: ReturnType<typeof setTimeout> | undefined;
let onSignedOut: () => void = () => undefined;
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(SYNC_TAG);

export const waiting = computed(() => items.value.filter((item) => item.refused === null));
export const refused = computed(() => items.value.filter((item) => item.refused !== null));
/** Every tap by path: the ones that wait, and the ones this page has seen arrive. */
export const fates = computed<ReadonlyMap<string, Fate>>(() => {
  const all = new Map(synced.value);
  for (const item of items.value) all.set(item.path, { ...item, state: item.refused === null ? "on_phone" : "refused" });
  return all;
});
/** Grows each time something arrived at the server: what is on screen may be read afresh. */
export const arrivals = signal(0);

/** From now on taps belong to this person, and what waited for them is on its way. */
export async function openOutbox(personId: string, whenSignedOut: () => void): Promise<void> {
  onSignedOut = whenSignedOut;
  if (person.value === personId) return;
  person.value = personId;
  synced.value = new Map();
  holdKey(personId);
  await setCurrentPerson(personId);
  await refresh();
  void flushSoon();
}

/** Durable on this phone when it resolves; sending goes on behind. */
export async function record(draft: Omit<Draft, "recordedAt">): Promise<void> {
  const owner = requirePerson();
  await put(owner, { ...draft, recordedAt: Date.now() });
  await refresh();
  otherTabs?.postMessage("changed");
  void askForBackgroundSync();
  void flushSoon();
}

/** Tries to send now; harmless at any time. */
export async function flushSoon(): Promise<void> {
  const owner = person.value;
  if (owner === null) return;
  clearTimeout(timer);
  const { accepted, retryInMs, signedOut } = await flush(owner);
  if (person.value !== owner) return;
  await refresh();
  if (accepted.length > 0) otherTabs?.postMessage("changed");
  if (signedOut) onSignedOut();
  clearTimeout(timer);
  if (retryInMs !== null) timer = setTimeout(() => void flushSoon(), retryInMs);
}

export async function discard(item: Item): Promise<void> {
  await acknowledge(requirePerson(), item);
  items.value = items.value.filter(({ path }) => path !== item.path);
  await refresh();
}

export async function tryAgain(item: Item): Promise<void> {
  await retry(requirePerson(), item);
  await flushSoon();
}

/** Sends nothing more and leaves nothing of this person on the phone. */
export async function clearOutbox(): Promise<void> {
  const owner = person.value;
  clearTimeout(timer);
  person.value = null;
  items.value = [];
  synced.value = new Map();
  if (owner !== null) await forgetEverywhere(owner);
}

/** Nothing of this person is left on the phone, nor their key in any tab. */
export async function forgetEverywhere(personId: string): Promise<void> {
  await forget(personId);
  otherTabs?.postMessage("forgotten");
}

/** The session is over, the queue is not: it waits for the same person to come back. */
export function closeOutbox(): void {
  letGoOfKey();
  clearTimeout(timer);
  person.value = null;
  items.value = [];
  synced.value = new Map();
}

/** navigator.onLine lies, so every sign of life is a reason to try. */
export function flushOnSignsOfLife(): void {
  const go = () => void flushSoon();
  addEventListener("online", go);
  addEventListener("pageshow", go);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") go();
  });
  otherTabs?.addEventListener("message", ({ data }) => {
    if (data === "forgotten") letGoOfKey();
    void refresh();
    // A notification's button was tapped, and what it said could not be sent from there.
    if (data === "waits") go();
  });
}

async function refresh(): Promise<void> {
  const owner = person.value;
  if (owner === null) return;
  const found = await list(owner);
  if (person.value !== owner) return;
  const left = new Set(found.map(({ path }) => path));
  const arrived = items.value.filter(({ path }) => !left.has(path));
  batch(() => {
    items.value = found;
    if (arrived.length === 0) return;
    synced.value = new Map([...synced.value, ...arrived.map((item): [string, Fate] => [item.path, { ...item, state: "synced" }])]);
    arrivals.value += 1;
  });
}

function requirePerson(): string {
  if (person.value === null) throw new Error("the outbox is not open");
  return person.value;
}

async function askForBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  // Not on iOS, and refused without permission: the other signs of life do the work there.
  await sync?.register(SYNC_TAG).catch(() => undefined);
}
