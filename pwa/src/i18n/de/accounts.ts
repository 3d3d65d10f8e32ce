import { clock, count } from "../dates.ts";
import type { Words } from "../words.ts";

export const signIn: Words["signIn"] = {
  title: "Anmelden",
  lead: "Wir senden Ihnen einen sechsstelligen Code per E-Mail. Ein Passwort brauchen Sie nicht.",
  email: "E-Mail",
  send: "Code senden",
  codeTitle: "Sehen Sie in Ihr Postfach",
  codeSent: (email) => `Wenn ${email} hier zu einer Praxis gehört, ist ein Code unterwegs. Er gilt 10 Minuten.`,
  code: "Sechsstelliger Code",
  submit: "Anmelden",
  again: "Neuen Code senden",
  otherEmail: "Andere E-Mail-Adresse verwenden",
  wrong: "Dieser Code passt nicht, oder er ist älter als 10 Minuten. Sie können sich einen neuen senden lassen.",
  offline: "Sie sind offline. Zum Anmelden braucht es eine Verbindung; was auf diesem Telefon gespeichert ist, bleibt sicher.",
  emailInvalid: "Bitte geben Sie eine E-Mail-Adresse ein, etwa name@example.com.",
  codeInvalid: "Der Code hat sechs Ziffern.",
  waitingItems: (n) => `${count(n, "Check-in wartet", "Check-ins warten")} auf diesem Telefon. Nach dem Anmelden wird gesendet.`,
  passkey: "Mit Passkey anmelden",
  passkeyTrouble: "Dieser Passkey ließ sich hier nicht verwenden. Ein Code per E-Mail geht auch.",
};

export const signOut: Words["signOut"] = {
  action: "Abmelden",
  warnTitle: "Einige Check-ins sind noch nicht gesendet",
  warn: (n) => `${count(n, "Check-in ist", "Check-ins sind")} nur auf diesem Telefon. Beim Abmelden ${n === 1 ? "wird er" : "werden sie"} gelöscht.`,
  sendFirst: "Erst senden",
  notSent: "Das Senden hat gerade nicht geklappt. Es bleibt sicher auf diesem Telefon und wird von selbst wieder versucht.",
  anyway: "Abmelden und löschen",
  needsNetwork: "Zum Abmelden braucht es eine Verbindung, damit die Sitzung überall endet.",
};

export const addressChange: Words["addressChange"] = {
  title: "Eine Änderung Ihrer Adresse wurde beantragt",
  text: (practice, hint, at) =>
    `${practice} hat beantragt, dass Sie sich ab ${clock(at)} mit ${hint} anmelden. Wenn Sie das möchten, müssen Sie nichts tun.`,
  keep: "Meine Adresse behalten",
  kept: "Ihre Adresse bleibt, wie sie ist.",
};

export const practice: Words["practice"] = {
  roles: { owner: "Leitung", coach: "Coach", client: "Coachee" },
};
