import { triage } from "./en/desk/triage.ts";
import { help } from "./en/desk/stalls.ts";
import { referral } from "./en/desk/referrals.ts";
import { owner } from "./en/desk/owner.ts";

/** The words of triage, referrals and the owner's pages, apart from the others: a client's phone need not carry what only coaches and owners read. */
export const deskSupport = {
  triage,
  help,
  referral,
  owner,
} as const;
