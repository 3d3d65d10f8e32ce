import type { Chip, NewChips, ObstacleKind } from "../api/types.ts";

export const MOST_LISTED = 30;
/** Letters in the words of one. */
export const LONGEST_WORDS = 40;
export type ChipWords = Record<string, string>;
/** A chip on the owner's list. `key` stays while it is moved; `code` is null until it is saved. */
export type DraftChip = { key: string; code: string | null; kind: ObstacleKind; words: ChipWords; shown: boolean };

/** The list as it is saved; the past is not on it. */
export function draftOf(chips: readonly Chip[]): DraftChip[] {
  return chips
    .filter(({ state }) => state !== "past")
    .map(({ code, kind, words, state }) => ({ key: code, code, kind, words: wordsOf(words), shown: state === "shown" }));
}

/** The list as it is sent. */
export function sentOf(draft: readonly DraftChip[]): NewChips {
  return { chips: draft.map(({ code, kind, words, shown }) => ({ code, kind, shown, words: sentWords(words) })) };
}

export function isOwn({ words }: DraftChip): boolean {
  return Object.keys(words).length > 0;
}

/** One place up or down. */
export function moved(draft: readonly DraftChip[], key: string, way: -1 | 1): DraftChip[] {
  const from = draft.findIndex((it) => it.key === key);
  const chip = draft[from];
  if (chip === undefined || draft[from + way] === undefined) return [...draft];
  return draft.toSpliced(from, 1).toSpliced(from + way, 0, chip);
}

/** An own chip with these words; in place of one of ours, which is hidden, when that is to be said otherwise. */
export function reworded(draft: readonly DraftChip[], key: string | null, kind: ObstacleKind, words: ChipWords): DraftChip[] {
  const at = draft.findIndex((it) => it.key === key);
  const held = draft[at];
  if (held === undefined) return [...draft, { key: crypto.randomUUID(), code: null, kind, words, shown: true }];
  if (isOwn(held)) return draft.toSpliced(at, 1, { ...held, words });
  return draft.toSpliced(at, 1, { key: crypto.randomUUID(), code: null, kind: held.kind, words, shown: true }, { ...held, shown: false });
}

/** Whether another chip of the list says the same in some language. */
export function saysTheSame(draft: readonly DraftChip[], key: string | null, words: ChipWords): boolean {
  return draft.some((it) => it.key !== key && Object.entries(words).some(([language, said]) => it.words[language]?.toLowerCase() === said.toLowerCase()));
}

function sentWords(words: ChipWords): NewChips["chips"][number]["words"] {
  return Object.keys(words).length === 0 ? null : { en: words["en"] ?? null, de: words["de"] ?? null };
}

function wordsOf(words: Chip["words"]): ChipWords {
  return Object.fromEntries(Object.entries(words ?? {}).filter((it): it is [string, string] => it[1] !== null));
}
