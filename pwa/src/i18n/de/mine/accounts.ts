import type { Mine } from "../../mine.ts";
import { satz, tagVon } from "../satz.ts";

export const invitation: Mine["invitation"] = {
  title: (practice) => `Sie sind eingeladen: ${practice}`,
  lead: (by, roles) => `${by} lädt Sie ein, ${roles}.`,
  as: { owner: "die Praxis zu leiten", coach: "als Coach zu arbeiten", client: "sich coachen zu lassen" },
  and: " und ",
  seesTitle: "Was Ihr Coach zunächst sieht",
  sees: ["Ihre Ziele, außer denen, die Sie für sich behalten", "Zahlen und ob etwas erledigt ist"],
  seesNotTitle: "Was bei Ihnen bleibt, bis Sie es teilen",
  seesNot: ["Wie es sich anfühlte", "Was im Weg war", "Ihre Notizen"],
  seesChange: "Jedes davon können Sie jederzeit ändern, für alles oder für ein einzelnes Ziel.",
  email: "Ihre E-Mail-Adresse",
  emailHint: (hint) => `Die, an die diese Einladung ging: ${hint}. Bitte tippen Sie sie ein, damit wir wissen, dass Sie es sind.`,
  name: "Ihr Name, wie andere ihn hier sehen",
  zone: "Ihre Zeitzone",
  accept: "Einladung annehmen",
  hasAccount: "Mit dieser Adresse nutzen Sie Waymark schon. Melden Sie sich nach dem Annehmen an wie immer.",
  signedInAs: (email) => `Sie sind hier angemeldet als ${email}.`,
  until: (at) => satz(`Die Einladung ist offen bis ${tagVon(at)}`),
  accepted: (practice) => `Sie gehören jetzt zu ${practice}. Melden Sie sich an, um zu beginnen.`,
  deadTitle: "Diese Einladung ist nicht mehr offen",
  dead: "Vielleicht wurde sie schon angenommen oder durch eine neuere ersetzt, oder ihre Zeit ist um. Verloren ist nichts: Wer Sie eingeladen hat, kann sie noch einmal senden.",
  deadSignIn: "Wenn Sie sie schon angenommen haben, können Sie sich einfach anmelden.",
  signIn: "Zur Anmeldung",
  missing: "Bitte öffnen Sie den Link in der E-Mail noch einmal. Er bringt die Einladung mit.",
};

export const objection: Mine["objection"] = {
  title: "Waren das nicht Sie?",
  lead: "Jemand hat die Adresse, mit der Sie sich anmelden, geändert oder ihre Änderung beantragt.",
  what: "Wenn Sie das nicht waren, drücken Sie den Knopf. Dann gilt wieder Ihre Adresse, und jedes Gerät wird abgemeldet, damit Sie sich neu anmelden können.",
  fine: "Wenn Sie es waren, müssen Sie nichts tun. Sie können diese Seite schließen.",
  deed: "Das war nicht ich",
  doneTitle: "Ihre Adresse gilt",
  done: "Jedes Gerät wurde abgemeldet. Bitte melden Sie sich mit dieser Adresse neu an.",
  deadTitle: "Dieser Link gilt nicht mehr",
  dead: "Vielleicht wurde er schon benutzt, oder seine Zeit ist um. Wenn Sie sich nicht anmelden können, hilft Ihnen die Leitung Ihrer Praxis.",
  taken: "Mit dieser Adresse meldet sich inzwischen jemand anderes an. Bitte sprechen Sie mit der Leitung Ihrer Praxis.",
};

export const again: Mine["again"] = {
  title: "Bitte melden Sie sich noch einmal an",
  lead: "Diesen Schritt sollen nur Sie selbst tun können. Er bleibt 15 Minuten offen.",
  send: (email) => `Code an ${email} senden`,
};

export const passkeyFirst: Mine["passkeyFirst"] = {
  title: "Ihre Praxis bittet um einen Passkey",
  lead: "Coaches dieser Praxis melden sich mit einem Passkey an: mit der Sperre des eigenen Geräts, etwa Fingerabdruck, Gesicht oder PIN. Nichts davon verlässt das Gerät.",
  add: "Passkey hinzufügen",
  use: "Sie haben einen. Bitte melden Sie sich hier damit an.",
  notHere: "Dieser Browser oder diese Adresse kennt keine Passkeys. Bitte öffnen Sie Waymark in einem Browser, der sie kennt.",
};
