import type { Uuid } from "../api/types.ts";
import { dayAndMonth } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import type { Draft } from "./queue.ts";

/** What an item is about, in words: "Check-in · Walk before lunch · 23 Nov". */
export function sayWhat({ method, path, body }: Pick<Draft, "method" | "path" | "body">, titles: ReadonlyMap<Uuid, string>): string {
  const kinds = words.outbox.kinds;
  if (method === "DELETE") return kinds.undo;
  const kind = path.includes("/replies/")
    ? kinds.reply
    : path.startsWith("/skips/")
      ? kinds.skip
      : path.startsWith("/reflections/")
        ? kinds.reflection
        : path.startsWith("/check-ins/")
          ? kinds.checkIn
          : kinds.other;
  const goal = titles.get(String(body?.["goal_id"]));
  const on = body?.["happened_on"] ?? body?.["from_on"];
  return [kind, goal, typeof on === "string" && dayAndMonth(on)].filter(Boolean).join(" · ");
}
