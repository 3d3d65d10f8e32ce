import { signal } from "@preact/signals";
import { getMe, getSession, signOut } from "../api/calls.ts";
import { forgetAhead } from "../api/ahead.ts";
import { learnChips } from "../api/chips.ts";
import { whenHeldUp, whenSignedOut, type Answer } from "../api/client.ts";
import { freshOr, keep, recall } from "../api/kept.ts";
import { Problem } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { resyncPush } from "../nudges/push.ts";
import { agreeOnLanguage } from "./language.ts";
import { clearOutbox, closeOutbox, forgetEverywhere, openOutbox, refused, waiting } from "../outbox/outbox.ts";
import { list } from "../outbox/store.ts";
import { currentPerson, forgetKept } from "../outbox/vault.ts";

export type Session =
  | { state: "unknown" }
  | { state: "signed_out"; waiting: number; word?: string }
  | { state: "signed_in"; me: Me }
  | { state: "unreachable"; error: unknown };

export const session = signal<Session>({ state: "unknown" });

/** Finds out who uses this phone: the server's word if it answers, else what the phone remembers. */
export async function startSession(): Promise<void> {
  whenSignedOut(sessionOver);
  whenHeldUp(() => void heldUp().catch(() => undefined));
  try {
    const { data: me, asOf } = await freshOr(remembered(), getSession());
    // Whoever the phone remembers need not be whom the server would answer.
    if (asOf !== null || me.passkey_first !== null) forgetAhead();
    open(me);
  } catch (error) {
    forgetAhead();
    session.value =
      error instanceof Problem && error.status === 401
        ? { state: "signed_out", waiting: await countWaiting() }
        : { state: "unreachable", error };
  }
}

async function remembered(): Promise<Answer<Me> | null> {
  const person = await currentPerson().catch(() => undefined);
  return person === undefined ? null : recall<Me>(person, "/me");
}

/** From here on the app belongs to `me`, and not to whom it was opened for. */
export function enter(me: Me): void {
  forgetAhead();
  open(me);
}

function open(me: Me): void {
  // Without storage the app still works online; only waiting is not possible. What waits shows once it has been read.
  void openOutbox(me.id, sessionOver).catch(() => undefined);
  void keep(me.id, "/me", me).catch(() => undefined);
  void resyncPush(me.id).catch(() => undefined);
  session.value = { state: "signed_in", me };
  void learnChips(me.id).catch(() => undefined);
  void agreeOnLanguage(me).catch(() => undefined);
}

/** Ends the session here and on the server, and takes everything of this person off the phone. */
export async function leave(): Promise<void> {
  await signOut();
  await clearOutbox();
  session.value = { state: "signed_out", waiting: 0 };
}

/** The session has ended on the server, and so has what this phone knew of its person. `word` says why. */
export async function partFrom(word: string): Promise<void> {
  await clearOutbox();
  session.value = { state: "signed_out", waiting: 0, word };
}

/** Another practice of the same person: what waits stays with the membership that wrote it, all else is forgotten. */
export async function goOver(former: Me, next: Me): Promise<void> {
  const isEmpty = waiting.value.length + refused.value.length === 0;
  closeOutbox();
  await (isEmpty ? forgetEverywhere(former.id) : forgetKept(former.id)).catch(() => undefined);
  enter(next);
}

/** The practice has begun to ask for a passkey: the server's word on it leads there. */
async function heldUp(): Promise<void> {
  if (session.value.state !== "signed_in" || session.value.me.passkey_first !== null) return;
  const { data: me } = await getMe();
  if (me.passkey_first !== null) enter(me);
}

function sessionOver(): void {
  const left = waiting.value.length;
  closeOutbox();
  session.value = { state: "signed_out", waiting: left };
}

/** How many taps wait on this phone for its person to come back. */
async function countWaiting(): Promise<number> {
  const person = await currentPerson().catch(() => undefined);
  return person === undefined ? 0 : (await list(person).catch(() => [])).length;
}
