import { triage } from "./desk/triage.ts";
import { help } from "./desk/stalls.ts";
import { draft } from "./desk/drafts.ts";
import { referral } from "./desk/referrals.ts";
import { keeping } from "./desk/keeping.ts";
import { owner } from "./desk/owner.ts";

export const deskSupport = {
  triage,
  help,
  referral,
  draft,
  owner,
  keeping,
} as const;
