import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Place } from "./queue.ts";

/** Words encrypted under the person's key; `data` opens only with the same person and place. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

export type WaitingRow = Place & {
  person: string;
  path: string;
  method: "PUT" | "DELETE";
  recordedAt: number;
  sealed: Sealed;
};
export type KeptRow = { person: string; path: string; at: number; sealed: Sealed };

interface Phone extends DBSchema {
  /** One non-extractable AES-GCM key a person: the browser can use it, nothing can read it. */
  keys: { key: string; value: CryptoKey };
  current: { key: "person"; value: string };
  waiting: { key: [string, string]; value: WaitingRow; indexes: { person: string } };
  kept: { key: [string, string]; value: KeptRow; indexes: { person: string } };
}

let opening: Promise<IDBPDatabase<Phone>> | undefined;

/** The phone's own database, opened once. */
export function phone(): Promise<IDBPDatabase<Phone>> {
  opening ??= openDB<Phone>("waymark", 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("current");
      for (const name of ["waiting", "kept"] as const) {
        db.createObjectStore(name, { keyPath: ["person", "path"] }).createIndex("person", "person");
      }
    },
    // A newer version of the app in another tab must not wait for this one.
    blocking: () => void closePhone(),
    terminated: () => {
      opening = undefined;
    },
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function closePhone(): Promise<void> {
  const closing = opening;
  opening = undefined;
  (await closing)?.close();
}

export async function currentPerson(): Promise<string | undefined> {
  return (await phone()).get("current", "person");
}

export async function setCurrentPerson(person: string): Promise<void> {
  await (await phone()).put("current", person, "person");
}

let held: { person: string; key: Promise<CryptoKey> } | null = null;

/** The key of this person is at hand from now on: what they tap need not wait until it is read. */
export function holdKey(person: string): void {
  const key = readKey(person);
  held = { person, key };
  key.catch(letGoOfKey);
}

/** Whoever wants a key reads it, if it is still on the phone. */
export function letGoOfKey(): void {
  held = null;
}

/** Nothing of this person is left on the phone, the key included. */
export async function forget(person: string): Promise<void> {
  letGoOfKey();
  const tx = (await phone()).transaction(["keys", "current", "waiting", "kept"], "readwrite");
  await tx.objectStore("keys").delete(person);
  if ((await tx.objectStore("current").get("person")) === person) await tx.objectStore("current").delete("person");
  for (const name of ["waiting", "kept"] as const) {
    for (const key of await tx.objectStore(name).index("person").getAllKeys(person)) {
      await tx.objectStore(name).delete(key);
    }
  }
  await tx.done;
}

/** What was read for this person is gone; what they wrote and could not send yet stays. */
export async function forgetKept(person: string): Promise<void> {
  const tx = (await phone()).transaction("kept", "readwrite");
  for (const key of await tx.store.index("person").getAllKeys(person)) await tx.store.delete(key);
  await tx.done;
}

export async function seal(person: string, path: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: place(person, path) },
    await keyOf(person),
    new TextEncoder().encode(JSON.stringify(value)),
  );
  return { iv, data };
}

export async function unseal(person: string, path: string, sealed: Sealed): Promise<unknown> {
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: sealed.iv, additionalData: place(person, path) },
    await keyOf(person),
    sealed.data,
  );
  return JSON.parse(new TextDecoder().decode(plain));
}

async function keyOf(person: string): Promise<CryptoKey> {
  return held?.person === person ? held.key : readKey(person);
}

async function readKey(person: string): Promise<CryptoKey> {
  const db = await phone();
  const known = await db.get("keys", person);
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const tx = db.transaction("keys", "readwrite");
  // Two tabs may get here together: the first key stored is everybody's key.
  const first = await tx.store.get(person);
  if (first === undefined) await tx.store.put(made, person);
  await tx.done;
  return first ?? made;
}

function place(person: string, path: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${person} ${path}`);
}
