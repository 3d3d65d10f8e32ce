import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseloadRow } from "../api/types.ts";
import { arranged } from "./arrange.ts";

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
