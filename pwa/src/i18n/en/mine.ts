import { invitation, objection, again, passkeyFirst } from "./mine/accounts.ts";
import { back, access, tokens } from "./mine/access.ts";
import { sharing, consents, privacy, coachView, whoSees, reads } from "./mine/privacy.ts";
import { data } from "./mine/data.ts";
import { reminders } from "./mine/reminders.ts";
import { welcome } from "./mine/welcome.ts";

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
  reminders,
  welcome,
} as const;
