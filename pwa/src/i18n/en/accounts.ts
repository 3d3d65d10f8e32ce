import { clock, count } from "../dates.ts";

export const signIn = {
  title: "Sign in",
  lead: "We send a 6-digit code to your email. No password to remember.",
  email: "Email",
  send: "Send me a code",
  codeTitle: "Check your email",
  codeSent: (email: string) => `If ${email} belongs to a practice here, a code is on its way. It works for 10 minutes.`,
  code: "6-digit code",
  submit: "Sign in",
  again: "Send another code",
  otherEmail: "Use another email",
  wrong: "That code did not match, or it is older than 10 minutes. You can have a new one sent.",
  offline: "You are offline. Signing in needs a connection; anything saved on this phone stays safe.",
  emailInvalid: "Please enter an email address, such as name@example.com.",
  codeInvalid: "The code has six digits.",
  waitingItems: (n: number) => `${count(n, "check-in waits", "check-ins wait")} on this phone. Sign in to send.`,
  passkey: "Sign in with a passkey",
  passkeyTrouble: "That passkey could not be used here. A code by email works too.",
} as const;

export const signOut = {
  action: "Sign out",
  warnTitle: "Some check-ins are not sent yet",
  warn: (n: number) => `${count(n, "check-in is", "check-ins are")} only on this phone. Signing out deletes them.`,
  sendFirst: "Try to send first",
  notSent: "It could not be sent just now. It stays safe on this phone and is tried again by itself.",
  anyway: "Sign out and delete",
  needsNetwork: "Signing out needs a connection, so that the session ends everywhere.",
} as const;

export const addressChange = {
  title: "A change of your address was asked for",
  text: (practice: string, hint: string, at: Date) =>
    `${practice} has asked that ${hint} signs you in from ${clock(at)}. If that is what you want, there is nothing to do.`,
  keep: "Keep my address",
  kept: "Your address stays as it is.",
} as const;

export const practice = {
  roles: { owner: "Owner", coach: "Coach", client: "Client" },
} as const;
