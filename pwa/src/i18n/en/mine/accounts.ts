import { fullDay } from "../../dates.ts";

const dayOf = (moment: string) => fullDay(moment.slice(0, 10));

export const invitation = {
  title: (practice: string) => `You are invited to ${practice}`,
  lead: (by: string, roles: string) => `${by} invites you ${roles}.`,
  as: { owner: "to run the practice", coach: "to coach", client: "to be coached" },
  and: " and ",
  seesTitle: "What your coach sees at first",
  sees: ["Your goals, except those you keep private", "Numbers and whether it was done"],
  seesNotTitle: "What stays yours until you share it",
  seesNot: ["How it felt", "What was in the way", "Your notes"],
  seesChange: "You can change each of these at any time, for everything or for one goal.",
  email: "Your email address",
  emailHint: (hint: string) => `The one this invitation was sent to: ${hint}. Please type it, so that we know it is you.`,
  name: "Your name, as others here see it",
  zone: "Your time zone",
  accept: "Accept the invitation",
  hasAccount: "You already use Waymark with this address. After accepting, sign in as you always do.",
  signedInAs: (email: string) => `You are signed in here as ${email}.`,
  until: (at: string) => `The invitation is open until ${dayOf(at)}.`,
  accepted: (practice: string) => `You now belong to ${practice}. Sign in to open it.`,
  deadTitle: "This invitation is no longer open",
  dead: "It may have been used already, replaced by a newer one, or its time has passed. Nothing is lost: whoever invited you can send it again.",
  deadSignIn: "If you have accepted it before, you can simply sign in.",
  signIn: "Go to sign-in",
  missing: "Please open the link in the mail once more. It brings the invitation with it.",
} as const;

export const objection = {
  title: "Was this not you?",
  lead: "Somebody has changed, or asked to change, the address that signs you in.",
  what: "If that was not you, press the button. Your address stands again, and every device is signed out, so that you can sign in afresh.",
  fine: "If it was you, there is nothing to do. You can close this page.",
  deed: "This was not me",
  doneTitle: "Your address stands",
  done: "Every device has been signed out. Please sign in again with this address.",
  deadTitle: "This link no longer works",
  dead: "It may have been used, or its time has passed. If you cannot sign in, the owner of your practice can help you.",
  taken: "This address signs somebody else in by now. Please speak with the owner of your practice.",
} as const;

export const again = {
  title: "Please sign in once more",
  lead: "This is a step that only you should be able to take. It stays open for 15 minutes.",
  send: (email: string) => `Send a code to ${email}`,
} as const;

export const passkeyFirst = {
  title: "Your practice asks for a passkey",
  lead: "Coaches of this practice sign in with a passkey: your device's own lock, such as a fingerprint, a face or a PIN. Nothing of it leaves the device.",
  add: "Add a passkey",
  use: "You have one. Please sign in with it here.",
  notHere: "This browser, or this address, has no passkeys. Please open Waymark in a browser that does.",
} as const;
