import type { CaseloadRow } from "../api/types.ts";
import { statusOf } from "../ui/statusOf.ts";

export type Order = "attention" | "name" | "last";
export type Among = "all" | "look" | "moving" | "quiet" | "early" | "paused";

/** The rows among these whose names hold `wanted`, in this order; by attention is the order in which the server gives them. */
export function arranged(rows: readonly CaseloadRow[], wanted: string, order: Order, among: Among = "all"): CaseloadRow[] {
  const sought = plain(wanted.trim());
  const found = rows.filter((row) => isAmong(row, among) && plain(row.client.name).includes(sought));
  if (order === "name") {
    const { compare } = new Intl.Collator();
    return found.toSorted((a, b) => compare(a.client.name, b.client.name));
  }
  // Whoever has not been heard of longest comes first: that is whom one looks for in this order.
  if (order === "last") return found.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
  return found;
}

const MOVING = new Set<string>(["on_path", "behind", "slipping"]);
const EARLY = "too_early";

/** Whether a row belongs to these; worth a look is where the coach is asked for something today. */
export function isAmong({ level, lane, open_suggestion }: CaseloadRow, among: Among): boolean {
  const status = statusOf(level, lane);
  if (among === "all") return true;
  if (among === "moving") return MOVING.has(status);
  if (among === "early") return status === EARLY;
  if (among === "look") return open_suggestion?.state === "drafted" || !(MOVING.has(status) || status === EARLY || status === "paused");
  return status === among;
}

const day = ({ last_check_in_on }: CaseloadRow) => last_check_in_on ?? "";
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
