import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply } from "../api/types.ts";
import type { Fate } from "../outbox/outbox.ts";
import { repliesOn, replyPath } from "./replying.ts";

const reply = (id: string, author: string, at: string, over: Partial<Reply> = {}): Reply => ({
  id,
  check_in_id: "walk",
  author: { id: author, name: author },
  by: author === "ana" ? "client" : "coach",
  text: `${id} says`,
  written_at: at,
  edited_at: null,
  ...over,
});
const written = (id: string, text: string, state: Fate["state"], checkIn = "walk"): [string, Fate] => {
  const path = replyPath(checkIn, id);
  return [path, { method: "PUT", path, body: { text }, recordedAt: Date.parse("2026-11-23T12:00:00Z"), state }];
};
const told = [reply("second", "ana", "2026-11-23T10:00:00Z"), reply("first", "maren", "2026-11-23T09:00:00Z")];

test("a reply that waits on this phone stands under what the server knows, oldest first", () => {
  const said = repliesOn("walk", told, "ana", new Map([written("third", "Thank you", "on_phone"), written("elsewhere", "No", "on_phone", "run")]));
  assert.deepEqual(said.map(({ id, by, state }) => [id, by, state]), [
    ["first", "coach", "synced"],
    ["second", "me", "synced"],
    ["third", "me", "on_phone"],
  ]);
});

test("an edit shows in place of what it edits, and gives way to the server's word once it has arrived", () => {
  const edit = (state: Fate["state"]) => repliesOn("walk", told, "ana", new Map([written("second", "Better words", state)])).at(1);
  assert.deepEqual([edit("on_phone")?.text, edit("on_phone")?.isEdited], ["Better words", true]);
  assert.equal(edit("refused")?.state, "refused");
  assert.equal(edit("synced")?.text, "second says");
});
