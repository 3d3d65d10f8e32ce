import type { CheckIn, Day, Felt, Obstacle, ObstacleKind, Said } from "../../api/types.ts";

/** From the heaviest up. */
export const FELT: readonly Felt[] = ["heavy", "hard", "okay", "good", "great"];

export type FeltOn = { on: Day; felt: Felt };

/** What was said of these check-ins, of each day what counts. */
export function saidIn(checkIns: readonly CheckIn[]): Said[] {
  return checkIns.filter(({ counts }) => counts).map(({ happened_on, felt, obstacles }) => ({ happened_on, felt, obstacles }));
}

/** How it felt, the oldest day first. */
export function feltIn(said: readonly Said[]): FeltOn[] {
  return said
    .flatMap(({ felt, happened_on }) => (felt !== null ? [{ on: happened_on, felt }] : []))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** As many of the latest as there is room for: more dots than that would be a blot. */
export function latest(felt: readonly FeltOn[], room: number): readonly FeltOn[] {
  return felt.slice(-Math.max(2, Math.floor(room)));
}

/** The feeling named most often, and how often; of several, the one named last. */
export function mostFelt(felt: readonly FeltOn[]): { felt: Felt; n: number } | null {
  const counts = countsOf(felt.map((it) => it.felt).toReversed());
  const [most] = counts;
  return most === undefined ? null : { felt: most[0], n: most[1] };
}

/** What was in the way and how often, most often first: by kind, with the chips that named it, the commonest first. */
export function obstaclesIn(said: readonly Said[]): [kind: ObstacleKind, n: number, codes: Obstacle[]][] {
  const named = said.map(({ obstacles }) => obstacles);
  const codes = countsOf(named.flat()).map(([code]) => code);
  return countsOf(named.flatMap((it) => [...new Set(it.map(kindOf))])).map(([kind, n]) => [kind, n, codes.filter((code) => kindOf(code) === kind)]);
}

/** A practice's own chip has a code that begins with its kind; a kind is its own. */
export function kindOf(code: Obstacle): ObstacleKind {
  return code.split("-", 1)[0] as ObstacleKind;
}

/** The values with how often each comes, most often first; equals stay in the order in which they came. */
function countsOf<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
