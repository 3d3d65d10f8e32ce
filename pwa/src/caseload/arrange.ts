import type { CaseloadRow } from "../api/types.ts";

export type Order = "attention" | "name" | "last";

/** The rows whose names hold `wanted`, in this order; by attention is the order in which the server gives them. */
export function arranged(rows: readonly CaseloadRow[], wanted: string, order: Order): CaseloadRow[] {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const found = rows.filter(({ client }) => plain(client.name).includes(plain(wanted.trim())));
  if (order === "name") return found.toSorted((a, b) => a.client.name.localeCompare(b.client.name));
  // Whoever has not been heard of longest comes first: that is whom one looks for in this order.
  if (order === "last") return found.toSorted((a, b) => (a.last_check_in_on ?? "").localeCompare(b.last_check_in_on ?? ""));
  return found;
}
