import { chips } from "../api/chips.ts";
import type { Obstacle } from "../api/types.ts";
import { spoken } from "../i18n/speak.ts";
import { words } from "../i18n/words.ts";
import { kindOf } from "./charts/patterns.ts";

/** What a chip says: the practice's words in the language that is spoken, else in another; where they are not known, its kind's. */
export function obstacleName(code: Obstacle): string {
  const own = chips.value.find((it) => it.code === code)?.words;
  const said = own === null || own === undefined ? [] : [own[spoken as keyof typeof own], ...Object.values(own)];
  return said.find((it) => it !== null && it !== undefined) ?? words.checkIn.obstacles[kindOf(code)];
}

/** What can be chosen, in the practice's order; what was chosen stays, though it can no longer be. */
export function obstacleOptions(chosen: readonly Obstacle[]): { value: Obstacle; label: string }[] {
  const codes = chips.value.length === 0 ? Object.keys(words.checkIn.obstacles) : chips.value.filter(({ state }) => state === "shown").map(({ code }) => code);
  return [...new Set([...codes, ...chosen])].map((value) => ({ value, label: obstacleName(value) }));
}

/** The words under which a kind was named. */
export function obstacleNames(codes: readonly Obstacle[]): string {
  return codes.map(obstacleName).join(" / ");
}
