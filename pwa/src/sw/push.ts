import { answerTo, readPush, within, type Told } from "../nudges/told.ts";
import { put } from "../outbox/store.ts";
import { SYNC_TAG } from "../outbox/sync.ts";
import { currentPerson } from "../outbox/vault.ts";
import { languageKept } from "./languages.ts";
import { syncOutbox } from "./sync.ts";

declare const self: ServiceWorkerGlobalScope;

type Data = { navigate: string; told: Told | null };
/** Where a browser knows neither buttons nor background sync, they are left out. */
type Options = NotificationOptions & { actions: { action: string; title: string }[]; data: Data };
type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

const ANYWAY = { body: "", navigate: "/today", tag: "reminder", actions: [], data: null };
const TIME_TO_CHECK_IN: Record<string, string> = { en: "Time for your check-in", de: "Zeit für Ihren Check-in" };

/** Something is always shown: a browser takes the permission away from an app that stays silent. */
export async function showPush(text: string): Promise<void> {
  const { title, body, lang, navigate, tag, actions, data } = readPush(text, self.location.origin) ?? (await anyway());
  const options: Options = {
    body,
    tag,
    actions,
    lang,
    icon: "/icons/icon-192.png",
    data: { navigate, told: data },
  };
  await self.registration.showNotification(title, options);
}

async function anyway() {
  const lang = await languageKept();
  return { ...ANYWAY, lang, title: TIME_TO_CHECK_IN[lang] ?? "Waymark" };
}

/** A button records its answer on this phone and sends it when it can; anything else opens the app. */
export async function answerPush(notification: Notification, action: string): Promise<void> {
  notification.close();
  const { navigate, told } = (notification.data ?? { navigate: "/", told: null }) as Data;
  const isKept = await keepAnswer(told, action).catch(() => false);
  if (!isKept) await openApp(within(navigate, self.location.origin));
}

/** The browser gave this app another address: the server learns of it, if the session still lasts. */
export async function renewSubscription(options: PushSubscriptionOptions | undefined): Promise<void> {
  const key = options?.applicationServerKey;
  if (key === undefined || key === null) return;
  const renewed = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = renewed.toJSON();
  await fetch("/api/v1/push-subscriptions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint, keys }),
  });
}

async function keepAnswer(told: Told | null, action: string): Promise<boolean> {
  const person = await currentPerson();
  const answer = answerTo(told, action, person, Date.now());
  if (answer === null || person === undefined) return false;
  await put(person, answer);
  const pages = new BroadcastChannel(SYNC_TAG);
  pages.postMessage("changed");
  await syncOutbox(SYNC_TAG).catch(() => {
    pages.postMessage("waits");
    return (self.registration as WithSync).sync?.register(SYNC_TAG).catch(() => undefined);
  });
  return true;
}

async function openApp(address: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = await open?.focus().then((page) => page.navigate(address)).catch(() => null);
  if (shown === undefined || shown === null) await self.clients.openWindow(address);
}
