import { bodyToSend, delayAfter, sendable, verdictOn, type Item } from "./queue.ts";
import { acknowledge, countTry, list, refuse } from "./store.ts";

export type Flushed = {
  accepted: Item[];
  /** When to try again; null when nothing is left that time alone would help. */
  retryInMs: number | null;
  signedOut: boolean;
};
export type Answer = { status: number; detail: string; retryAfterSeconds: number | null };
/** Sends one item; rejects when no answer came. */
export type Send = (item: Item) => Promise<Answer>;

export const SYNC_TAG = "waymark-outbox";
const PATIENCE_MS = 20_000;

/** Sends what waits, oldest first, one flush at a time over all tabs and the service worker. */
export function flush(person: string, send: Send = sendToServer): Promise<Flushed> {
  return navigator.locks.request("waymark-outbox", () => flushNow(person, send));
}

async function flushNow(person: string, send: Send): Promise<Flushed> {
  const accepted: Item[] = [];
  const tried = new Set<string>();
  let failedTries = 0;
  for (;;) {
    const item = sendable(await list(person)).find(({ path, rev }) => !tried.has(`${path} ${rev}`));
    if (item === undefined) break;
    tried.add(`${item.path} ${item.rev}`);
    const answer = await send(item).catch(() => null);
    const verdict = answer === null ? "server_busy" : verdictOn(item.method, answer.status);
    if (verdict === "accepted") {
      await acknowledge(person, item);
      accepted.push(item);
    } else if (verdict === "refused") {
      await refuse(person, item, { status: answer?.status ?? 0, detail: answer?.detail ?? "" });
    } else if (verdict === "signed_out") {
      return { accepted, retryInMs: null, signedOut: true };
    } else {
      await countTry(person, item);
      failedTries = Math.max(failedTries, item.attempts + 1);
      const wait = (answer?.retryAfterSeconds ?? 0) * 1000;
      // A server that is away or full is not asked again for every item.
      if (verdict === "server_busy") {
        return { accepted, retryInMs: Math.max(wait, delayAfter(failedTries, Math.random())), signedOut: false };
      }
    }
  }
  return { accepted, retryInMs: failedTries > 0 ? delayAfter(failedTries, Math.random()) : null, signedOut: false };
}

let asked: Record<string, string> = {};

/** What the server refuses is said in this language from now on. */
export function tellIn(language: string): void {
  asked = { "accept-language": language };
}

/** Rejects unless Waymark itself answered: a hotel's sign-in page is no acknowledgement. */
export async function sendToServer(item: Item): Promise<Answer> {
  const body = bodyToSend(item);
  const response = await fetch(`/api/v1${item.path}`, {
    method: item.method,
    headers: body === null ? asked : { ...asked, "content-type": "application/json" },
    body: body === null ? null : JSON.stringify(body),
    redirect: "error",
    keepalive: true,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const isOurs = response.status === 204 || (response.headers.get("content-type") ?? "").includes("json");
  if (!isOurs && response.status < 500) throw new TypeError("the answer did not come from Waymark");
  const said = response.ok ? {} : ((await response.json().catch(() => ({}))) as { detail?: string; title?: string });
  const after = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    status: response.status,
    detail: said.detail ?? said.title ?? "",
    retryAfterSeconds: Number.isFinite(after) ? after : null,
  };
}
