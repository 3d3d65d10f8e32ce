import { signal } from "@preact/signals";

type InstallPrompt = Event & { prompt(): Promise<{ outcome: "accepted" | "dismissed" }> };

/** What the browser would ask with; null where it does not ask, or has been answered. */
export const installPrompt = signal<InstallPrompt | null>(null);

const FIRST_PAGE_IS_THERE_MS = 3000;

/** The browser asks when the person presses the button for it, and never by itself. */
export function holdInstallPrompt(): void {
  // Manifest and icon are fetched at once when the document names them, and then the first page waits for its scripts.
  setTimeout(() => document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "/manifest.webmanifest" })), FIRST_PAGE_IS_THERE_MS);
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener("appinstalled", () => {
    installPrompt.value = null;
  });
}

/** Asks once: the browser takes no second question from the same event. */
export async function install(): Promise<void> {
  const asking = installPrompt.value;
  installPrompt.value = null;
  await asking?.prompt();
}
