import type { Moment, Reply, Uuid } from "../api/types.ts";
import type { Fate } from "../outbox/outbox.ts";

/** A reply as it reads now; `state` says how far one of this phone's own has come. */
export type Said = { id: Uuid; by: Reply["by"] | "me"; author: string; text: string; at: Moment; isEdited: boolean; state: Fate["state"] };

export const replyPath = (checkIn: Uuid, reply: Uuid) => `/check-ins/${checkIn}/replies/${reply}`;

/** What the server knows, overlaid with what this phone has written since, oldest first. */
export function repliesOn(checkIn: Uuid, known: readonly Reply[], me: Uuid, fates: ReadonlyMap<string, Fate>): Said[] {
  const found = new Map<Uuid, Said>(
    known.map((it) => [
      it.id,
      { id: it.id, by: it.author.id === me ? "me" : it.by, author: it.author.name, text: it.text, at: it.written_at, isEdited: it.edited_at !== null, state: "synced" },
    ]),
  );
  const start = replyPath(checkIn, "");
  for (const { path, method, body, recordedAt, state } of fates.values()) {
    if (method !== "PUT" || !path.startsWith(start)) continue;
    const id = path.slice(start.length);
    const before = found.get(id);
    // What has arrived is told by the server, once it was asked again.
    if (before !== undefined && state === "synced") continue;
    const at = before?.at ?? new Date(recordedAt).toISOString();
    found.set(id, { id, by: "me", author: "", text: String(body?.["text"]), at, isEdited: before !== undefined, state });
  }
  return [...found.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
