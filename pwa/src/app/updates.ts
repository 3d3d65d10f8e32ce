import { signal } from "@preact/signals";
import { spoken } from "../i18n/speak.ts";
import { isSheetOpen } from "../ui/Sheet.tsx";

const EVERY_HOUR_MS = 3_600_000;

/** A newer version waits to take over. */
export const updateReady = signal(false);
let waitingWorker: ServiceWorker | null = null;

type TrustedTypes = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } };

/** Registers the service worker and looks for newer versions at each start, each return to the app, and hourly. */
export async function watchForUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const registration = await navigator.serviceWorker.register(trusted("/sw.js"), { updateViaCache: "none" });
  const look = () => void registration.update().catch(() => undefined);
  const noticeWaiting = () => {
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    waitingWorker = registration.waiting;
    updateReady.value = true;
  };
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ language: spoken }));
  noticeWaiting();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", noticeWaiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  setInterval(look, EVERY_HOUR_MS);
}

/** The new version takes over and the page starts again; never under an open sheet. */
export function applyUpdate(): void {
  if (isSheetOpen() || waitingWorker === null) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waitingWorker.postMessage("take over");
}

/** Trusted Types allow a worker's address only through the one policy the server names. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined) return url;
  const policy = types.createPolicy("waymark", {
    createScriptURL: (asked) => {
      if (asked !== "/sw.js") throw new TypeError("no other script may be loaded");
      return asked;
    },
  });
  return policy.createScriptURL(url);
}
