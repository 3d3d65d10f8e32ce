import { invitation, objection, again, passkeyFirst } from "./en/mine/accounts.ts";
import { back, access, tokens } from "./en/mine/access.ts";
import { sharing, consents, privacy, coachView, whoSees, reads } from "./en/mine/privacy.ts";
import { data } from "./en/mine/data.ts";

/** The words of one's own account and privacy: fetched with those pages. */
export const mine = {
  back,
  invitation,
  objection,
  again,
  passkeyFirst,
  access,
  tokens,
  sharing,
  consents,
  privacy,
  coachView,
  whoSees,
  reads,
  data,
} as const;
