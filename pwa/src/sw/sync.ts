import { flush, SYNC_TAG, tellIn } from "../outbox/sync.ts";
import { currentPerson } from "../outbox/vault.ts";
import { languageKept } from "./languages.ts";

/** What waits is sent while no page is open, if the session still belongs to the person who tapped. */
export async function syncOutbox(tag: string): Promise<void> {
  if (tag !== SYNC_TAG) return;
  const person = await currentPerson();
  if (person === undefined || (await whoIsSignedIn()) !== person) return;
  tellIn(await languageKept());
  const { retryInMs, accepted } = await flush(person);
  if (accepted.length > 0) new BroadcastChannel(SYNC_TAG).postMessage("changed");
  // The browser tries again by itself, with its own patience.
  if (retryInMs !== null) throw new Error("some check-ins still wait");
}

async function whoIsSignedIn(): Promise<string | null> {
  const response = await fetch("/api/v1/session");
  if (!response.ok) return null;
  return ((await response.json()) as { id: string }).id;
}
