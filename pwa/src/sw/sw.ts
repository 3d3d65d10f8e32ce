import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { helplinesFirstFromNetwork, keepHelplines } from "./helplines.ts";
import { forgetOldWords, isOfALanguage, keepLanguage, keepLanguageAnew, wordsFirstFromHere } from "./languages.ts";
import { answerPush, renewSubscription, showPush } from "./push.ts";
import { syncOutbox } from "./sync.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

type SyncEvent = Pick<Event, "type"> & { tag: string; waitUntil(work: Promise<unknown>): void };

/** Addresses that the server answers itself, with pages that are not the app. */
const NOT_THE_APP = [/^\/(api|c|u|calendar|dev)\//, /^\/(healthz|readyz|metrics)$/];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: NOT_THE_APP }));
registerRoute(({ url }) => url.pathname === "/api/v1/helplines", helplinesFirstFromNetwork);
registerRoute(({ url }) => isOfALanguage(url.pathname), ({ request }) => wordsFirstFromHere(request));

self.addEventListener("install", (event) => event.waitUntil(Promise.all([keepHelplines(), keepLanguageAnew()])));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([forgetOldWords(), self.clients.claim()])));
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
  if (isLanguage(event.data)) event.waitUntil(keepLanguage(event.data.language).then(keepHelplines, () => undefined));
});
self.addEventListener("sync", (event) => {
  const { tag } = event as unknown as SyncEvent;
  (event as unknown as SyncEvent).waitUntil(syncOutbox(tag));
});
self.addEventListener("push", (event) => event.waitUntil(showPush(event.data?.text() ?? "")));
self.addEventListener("notificationclick", (event) => event.waitUntil(answerPush(event.notification, event.action)));
self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription } = event as PushSubscriptionChangeEvent;
  (event as ExtendableEvent).waitUntil(renewSubscription(oldSubscription?.options));
});

function isLanguage(said: unknown): said is { language: string } {
  return typeof said === "object" && said !== null && "language" in said && typeof said.language === "string";
}
