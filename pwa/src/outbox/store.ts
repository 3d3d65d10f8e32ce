import { placeFor, type Draft, type Item, type Refusal } from "./queue.ts";
import { letGoOfKey, phone, seal, unseal, type WaitingRow } from "./vault.ts";

/** `draft` is durable on the phone when this resolves; what waited under the same path is replaced unless newer. */
export async function put(person: string, draft: Draft): Promise<void> {
  const sealed = await seal(person, draft.path, draft.body);
  const tx = (await phone()).transaction(["waiting", "keys"], "readwrite", { durability: "strict" });
  const rows = tx.objectStore("waiting");
  const [key, mine] = await Promise.all([tx.objectStore("keys").getKey(person), rows.index("person").getAll(person)]);
  if (key === undefined) {
    // They left in another tab meanwhile: nobody could open what is sealed under the key that went with them.
    letGoOfKey();
    return put(person, draft);
  }
  const existing = mine.find((row) => row.path === draft.path);
  const place = placeFor(existing, draft, Math.max(0, ...mine.map((row) => row.seq)) + 1);
  if (place !== null) {
    const { method, path, recordedAt } = draft;
    await rows.put({ person, path, method, recordedAt, sealed, ...place });
  }
  await tx.done;
}

/** Everything that waits for this person, in the order of first taps. */
export async function list(person: string): Promise<Item[]> {
  const rows = await (await phone()).getAllFromIndex("waiting", "person", person);
  const opened = await Promise.allSettled(rows.map(open));
  // A row that no longer opens must not hold up the others.
  const items = opened.flatMap((row) => (row.status === "fulfilled" ? [row.value] : []));
  return items.toSorted((a, b) => a.seq - b.seq);
}

/** The item is gone, unless it was edited since `item` was read. */
export async function acknowledge(person: string, item: Item): Promise<void> {
  await change(person, item, () => null);
}

export async function refuse(person: string, item: Item, refused: Refusal): Promise<void> {
  await change(person, item, (row) => ({ ...row, refused }));
}

export async function countTry(person: string, item: Item): Promise<void> {
  await change(person, item, (row) => ({ ...row, attempts: row.attempts + 1 }));
}

/** A refused item is tried once more. */
export async function retry(person: string, item: Item): Promise<void> {
  await change(person, item, (row) => ({ ...row, refused: null, attempts: 0 }));
}

async function change(person: string, item: Item, next: (row: WaitingRow) => WaitingRow | null): Promise<void> {
  const tx = (await phone()).transaction("waiting", "readwrite", { durability: "strict" });
  const row = await tx.store.get([person, item.path]);
  if (row !== undefined && row.rev === item.rev) {
    const changed = next(row);
    await (changed === null ? tx.store.delete([person, item.path]) : tx.store.put(changed));
  }
  await tx.done;
}

async function open({ person, sealed, ...row }: WaitingRow): Promise<Item> {
  return { ...row, body: (await unseal(person, row.path, sealed)) as Draft["body"] };
}
