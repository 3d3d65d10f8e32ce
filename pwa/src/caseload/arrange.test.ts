import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseloadRow } from "../api/types.ts";
import { arranged, isAmong } from "./arrange.ts";

const row = (name: string, last_check_in_on: string | null) => ({ client: { id: name, name }, last_check_in_on }) as CaseloadRow;
const ROWS = [row("Zoë Marsh", "2026-11-20"), row("Ana Ruiz", null), row("Bea Zoega", "2026-11-01")];
const names = (rows: CaseloadRow[]) => rows.map(({ client }) => client.name);

test("attention is the order of the server", () => {
  assert.deepEqual(names(arranged(ROWS, "", "attention")), ["Zoë Marsh", "Ana Ruiz", "Bea Zoega"]);
});

test("a name is found without its accents and whichever way it is written", () => {
  assert.deepEqual(names(arranged(ROWS, " zoe", "attention")), ["Zoë Marsh", "Bea Zoega"]);
  assert.deepEqual(names(arranged(ROWS, "zoë", "name")), ["Bea Zoega", "Zoë Marsh"]);
});

test("by the last check-in, who has been silent longest comes first", () => {
  assert.deepEqual(names(arranged(ROWS, "", "last")), ["Ana Ruiz", "Bea Zoega", "Zoë Marsh"]);
});

test("a filter shows who belongs there, and a draft is worth a look wherever the client stands", () => {
  const standing = (level: string, lane: string | null = null, state: string | null = null) =>
    ({ level, lane, open_suggestion: state === null ? null : { id: "1", state } }) as CaseloadRow;
  const rows = [standing("stalled"), standing("on_path"), standing("on_path", "quiet"), standing("stalled", "paused"), standing("too_early"), standing("on_path", null, "drafted")];
  const among = (which: Parameters<typeof isAmong>[1]) => rows.flatMap((it, i) => (isAmong(it, which) ? [i] : []));
  assert.deepEqual(among("all"), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(among("look"), [0, 2, 5]);
  assert.deepEqual(among("moving"), [1, 5]);
  assert.deepEqual(among("quiet"), [2]);
  assert.deepEqual(among("early"), [4]);
  assert.deepEqual(among("paused"), [3]);
});
