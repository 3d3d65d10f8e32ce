import { app, tabs, common, trouble, outbox, welcome } from "./app.ts";
import { signIn, signOut, addressChange, practice } from "./accounts.ts";
import { settings } from "./settings.ts";
import { today, checkIn, reflection, pause } from "./checkins.ts";
import { goals, goalForm, goal } from "./goals.ts";
import { insights, plots } from "./insights.ts";
import { support, helplines, help } from "./support.ts";
import { suggestion } from "./referrals.ts";
import { status, stall } from "./stalls.ts";
import { caseload, client } from "./caseload.ts";

export const words = {
  app,
  tabs,
  common,
  trouble,
  outbox,
  welcome,
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
  status,
  stall,
  caseload,
  client,
  practice,
  settings,
} as const;
