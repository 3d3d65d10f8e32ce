import type { Desk } from "./desk.ts";
import type { DeskSupport } from "./deskSupport.ts";
import type { GoalPages } from "./goalPages.ts";
import type { Mine } from "./mine.ts";
import type { Words } from "./words.ts";

/** What a translation holds: the keys of the English, functions of the same arguments, lists as long; in other words. */
export type Translated<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Translated<T[Key]> };

export type Catalogue = { words: Words; goalPages: GoalPages; mine: Mine; desk: Desk; deskSupport: DeskSupport };

/** The parts of a translation that have been fetched; empty while English is spoken. */
export const inForeign: Partial<Catalogue> = {};
