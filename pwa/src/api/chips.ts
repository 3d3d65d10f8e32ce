import { signal } from "@preact/signals";
import { answer, api, within, type Answer } from "./client.ts";
import { freshOrKept } from "./kept.ts";
import type * as t from "./types.ts";

/** What the practice lets its clients name as in the way, and what they once could; empty until it is known. */
export const chips = signal<readonly t.Chip[]>([]);

const FRESH_MS = 60_000;
let whose: t.Uuid | null = null;
let askedAt = 0;

/** From now on obstacles have the words and the order of this person's practice, without a network too. */
export async function learnChips(person: t.Uuid): Promise<void> {
  if (whose === person && Date.now() - askedAt < FRESH_MS) return;
  if (whose !== person) chips.value = [];
  whose = person;
  askedAt = Date.now();
  const { data } = await freshOrKept(person, "/obstacle-chips", getChips);
  if (whose === person) chips.value = data.chips;
}

export const putChips = (etag: string, body: t.NewChips): Promise<Answer<t.ObstacleChips>> =>
  answer(api.PUT("/api/v1/obstacle-chips", { params: { header: { "If-Match": etag } }, body, ...within() }));
export const getChips = (): Promise<Answer<t.ObstacleChips>> => answer(api.GET("/api/v1/obstacle-chips", within()));
