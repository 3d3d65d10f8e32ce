import { answer, api, isAway, within } from "./client.ts";
import { amend } from "./kept.ts";
import type { AnsweredCheckIn, Goal, Page, Today, Uuid } from "./types.ts";

const PATIENCE_MS = 3_000;

/** The last reply that was shown of each check-in, where the server was away when it was told. */
const untold = new Map<Uuid, Uuid>();
let telling: Promise<unknown> = Promise.resolve();

/** Once what was read here is told, or cannot be now: whoever asks what waits then is not told of what has been read. */
export async function readIsTold(): Promise<void> {
  const again = [...untold];
  untold.clear();
  tell(again);
  await telling;
}

/** These check-ins stand on the screen with their replies: nothing on this goal waits any longer, here and, once told, elsewhere. */
export function markRead(person: Uuid, goal: Uuid, checkIns: readonly AnsweredCheckIn[]): void {
  tell(checkIns.flatMap(({ id, replies }) => replies.slice(-1).map((last): [Uuid, Uuid] => [id, last.id])), forget(person, goal));
}

function tell(read: readonly [Uuid, Uuid][], ...beside: Promise<void>[]): void {
  if (read.length + beside.length > 0) telling = Promise.all([telling, ...beside, ...read.map((it) => tellOne(...it))]);
}

async function tellOne(check_in_id: Uuid, reply_id: Uuid): Promise<void> {
  const params = { path: { check_in_id, reply_id } };
  try {
    await answer(api.PUT("/api/v1/check-ins/{check_in_id}/replies/{reply_id}/read", { params, ...within(PATIENCE_MS) }));
  } catch (error) {
    // Told with the next question. What the server refuses it would refuse again.
    if (isAway(error)) untold.set(check_in_id, reply_id);
  }
}

/** What the phone remembers tells no longer of what was read on it. */
async function forget(person: Uuid, goal: Uuid): Promise<void> {
  const read = (it: Goal) => (it.id === goal ? { ...it, unread_replies: 0 } : it);
  await Promise.all([
    amend<Page<Goal>>(person, "/goals", (kept) => ({ ...kept, items: kept.items.map(read) })),
    amend<Today>(person, "/today", (kept) => ({ ...kept, replies: kept.replies.filter((it) => it.goal.id !== goal) })),
  ]).catch(() => undefined);
}
