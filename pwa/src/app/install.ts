import { signal } from "@preact/signals";

type InstallPrompt = Event & { prompt(): Promise<{ outcome: "accepted" | "dismissed" }> };

/** What the browser would ask with; null where it does not ask, or has been answered. */
export const installPrompt = signal<InstallPrompt | null>(null);

/** The browser asks when the person presses the button for it, and never by itself. */
export function holdInstallPrompt(): void {
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
