import { deskSupport as english } from "./en/deskSupport.ts";
import { inForeign, type Translated } from "./translation.ts";

export type DeskSupport = Translated<typeof english>;

/** The words of triage, referrals and the owner's pages, apart from the others: a client's phone need not carry what only coaches and owners read. */
export const deskSupport: DeskSupport = inForeign.deskSupport ?? english;
