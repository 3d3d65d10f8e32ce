import { app, tabs, common, trouble, outbox } from "./en/app.ts";
import { signIn, signOut, addressChange, practice } from "./en/accounts.ts";
import { settings } from "./en/settings.ts";
import { today, checkIn, reflection, pause } from "./en/checkins.ts";
import { goals, goalForm, goal } from "./en/goals.ts";
import { insights, plots } from "./en/insights.ts";
import { support, helplines, help } from "./en/support.ts";
import { suggestion, referral } from "./en/referrals.ts";
import { status, stall } from "./en/stalls.ts";
import { caseload, client } from "./en/caseload.ts";

/** Every word of the app that its opening screens need. Functions take what varies; plurals and dates come from Intl. */
export const words = {
  app,
  tabs,
  common,
  trouble,
  outbox,
  signIn,
  signOut,
  addressChange,
  today,
  checkIn,
  reflection,
  pause,
  goals,
  goalForm,
  goal,
  plots,
  insights,
  support,
  helplines,
  suggestion,
  help,
  referral,
  status,
  stall,
  caseload,
  client,
  practice,
  settings,
} as const;
