import { answer } from "../api/client.ts";
import { keep, recall } from "../api/kept.ts";
import { phone } from "../outbox/vault.ts";

export type PushState = "unsupported" | "denied" | "off" | "on";
type Listed = { items: { id: string; endpoint_hash: string }[] };

const KEPT = "/push-subscriptions";
const PATIENCE_MS = 20_000;

/** Whether notifications reach this person in this browser. */
export async function pushState(person: string): Promise<PushState> {
  if (!("serviceWorker" in navigator) || !("PushManager" in globalThis) || !("Notification" in globalThis)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const [wanted, subscription] = [await recall(person, KEPT), await current()];
  return wanted !== null && subscription !== null ? "on" : "off";
}

/** Asks the person, the browser and the server, in this order. */
export async function enablePush(person: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return pushState(person);
  const { key } = await call<{ key: string }>("GET", "/push-key");
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  // A subscription made under another key is of no use, and stands in the way of a new one.
  if (before !== null && !isUnder(before, key)) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await tellServer(subscription);
  await keep(person, KEPT, { wanted: true });
  return "on";
}

export async function disablePush(person: string): Promise<PushState> {
  const subscription = await current();
  if (subscription !== null) {
    const known = await onServer(subscription.endpoint);
    if (known !== undefined) await call("DELETE", `${KEPT}/${known.id}`);
    await subscription.unsubscribe();
  }
  await (await phone()).delete("kept", [person, KEPT]);
  return "off";
}

export async function sendTest(): Promise<void> {
  await call("POST", `${KEPT}/test`);
}

/**
 * At each start: the server has this browser's address, under this session, if this person wants notifications here.
 * Not every browser tells when it gives an app another address.
 */
export async function resyncPush(person: string): Promise<void> {
  if ((await pushState(person)) === "unsupported" || (await recall(person, KEPT)) === null) return;
  if (Notification.permission !== "granted") return;
  const subscription = await current();
  if (subscription === null) await enablePush(person);
  else if ((await onServer(subscription.endpoint)) === undefined) await tellServer(subscription);
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function onServer(endpoint: string): Promise<{ id: string } | undefined> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { items } = await call<Listed>("GET", KEPT);
  return items.find((it) => it.endpoint_hash === hash);
}

async function tellServer(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  await call("POST", KEPT, { endpoint, keys });
}

function isUnder(subscription: PushSubscription, key: string): boolean {
  const held = subscription.options.applicationServerKey;
  if (held === null) return false;
  const text = btoa(String.fromCodePoint(...new Uint8Array(held)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const asking = fetch(`/api/v1${path}`, {
    method,
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  }).then(async (response) => {
    const said: unknown = response.status === 204 ? undefined : await response.json();
    return response.ok ? { data: said, response } : { error: said, response };
  });
  return (await answer<T>(asking)).data;
}
