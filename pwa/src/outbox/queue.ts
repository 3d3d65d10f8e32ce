/** What waits to be sent. The path carries the UUID that makes replaying harmless. */
export type Draft = {
  method: "PUT" | "DELETE";
  path: string;
  body: Record<string, unknown> | null;
  /** The phone's clock when the person tapped, in milliseconds. */
  recordedAt: number;
};

/** Why the server would not take an item. Its words are shown; the item stays until it is edited or discarded. */
export type Refusal = { status: number; detail: string };

export type Place = {
  /** Keeps the order of first taps: an edit does not move to the back. */
  seq: number;
  /** Grows with every edit, so that an answer to an older version never removes a newer one. */
  rev: number;
  attempts: number;
  refused: Refusal | null;
};

export type Item = Draft & Place;

export type Verdict = "accepted" | "refused" | "signed_out" | "later" | "server_busy";

/** The item's place after `draft` joins what already waits under its path; null if what waits is newer. */
export function placeFor(
  existing: (Place & { recordedAt: number }) | undefined,
  draft: Draft,
  nextSeq: number,
): Place | null {
  if (existing === undefined) return { seq: nextSeq, rev: 1, attempts: 0, refused: null };
  if (existing.recordedAt > draft.recordedAt) return null;
  return { seq: existing.seq, rev: existing.rev + 1, attempts: 0, refused: null };
}

/** The items still worth sending, in the order of their first taps. */
export function sendable<T extends Place>(items: readonly T[]): T[] {
  return items.filter((item) => item.refused === null).toSorted((a, b) => a.seq - b.seq);
}

/** What an answer means for its item. */
export function verdictOn(method: Draft["method"], status: number): Verdict {
  if (status >= 200 && status < 300) return "accepted";
  // Undoing what never arrived, or was undone already, is done.
  if (method === "DELETE" && (status === 404 || status === 410)) return "accepted";
  if (status === 401) return "signed_out";
  if (status === 429 || status === 502 || status === 503 || status === 504 || status === 507) return "server_busy";
  if (status >= 500 || status === 408 || status === 425) return "later";
  return "refused";
}

/** The body as it goes out: what could not be sent straight away says that it came through the outbox. */
export function bodyToSend(item: Item): Draft["body"] {
  if (item.body?.["source"] === "app" && item.attempts > 0) return { ...item.body, source: "outbox" };
  return item.body;
}

/** Milliseconds until the next try; `random` in [0, 1) spreads many phones that lost the same server. */
export function delayAfter(failedTries: number, random: number): number {
  const ceiling = Math.min(60_000, 2_000 * 2 ** Math.max(0, failedTries - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}
