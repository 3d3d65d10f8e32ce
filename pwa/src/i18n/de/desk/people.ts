import { clock, count, fullDay, number } from "../../dates.ts";
import type { Desk } from "../../desk.ts";
import { tagVon } from "../satz.ts";

export const people: Desk["people"] = {
  title: "Personen",
  leadOwner: "Wer zur Praxis gehört, und wer eingeladen ist.",
  leadCoach: "Ihre Coachees, und wen Sie eingeladen haben.",
  list: "Alle",
  clients: "Ihre Coachees",
  empty: "Noch niemand.",
  withoutCoach: "Coachees ohne Coach",
  coach: "Coach",
  assign: "Zuordnen",
  assignTo: (client) => `Coach für ${client}`,
  assigned: "Zugeordnet.",
  noCoaches: "In der Praxis gibt es noch keinen Coach.",
  recoveryOpen: "Adressänderung beantragt",
};

export const invite: Desk["invite"] = {
  title: "Jemanden einladen",
  name: "Name",
  email: "E-Mail",
  roles: "Als",
  coach: "Bei welchem Coach",
  send: "Einladung senden",
  sent: (name) => `${name} ist eingeladen.`,
  rolesMissing: "Bitte wählen Sie mindestens eine Rolle.",
  emailInvalid: "Bitte geben Sie eine E-Mail-Adresse ein, etwa name@example.com.",
  nameMissing: "Ein Name zeigt, für wen die Einladung gedacht ist.",
  listTitle: "Einladungen",
  listEmpty: "Keine offenen Einladungen.",
  again: "Noch einmal senden",
  againDone: "Noch einmal gesendet. Der frühere Link gilt nicht mehr.",
  cancel: "Zurückziehen",
  cancelled: "Zurückgezogen. Der Link gilt nicht mehr.",
  labelled: (deed, name) => `${deed}: ${name}`,
  state: (by, sent, until, isOpen) =>
    isOpen ? `Gesendet von ${by} am ${tagVon(sent)}, offen bis ${tagVon(until)}` : `Gesendet von ${by} am ${tagVon(sent)}, nicht mehr offen`,
};

export const csv: Desk["csv"] = {
  title: "Mehrere auf einmal, aus einer CSV-Datei",
  help: "Je Zeile ein Coachee: Name, E-Mail und, wenn Sie möchten, Zeitzone. Die erste Zeile nennt die Spalten: name, email, zone.",
  file: "CSV-Datei",
  paste: "Oder die Zeilen einfügen",
  example: "name,email,zone\nAna Lind,ana@example.com,Europe/Berlin",
  mode: "Wie sie dazukommen",
  inviteThem: "Alle bekommen eine Einladung per E-Mail",
  justAdd: "Jetzt aufnehmen, ohne E-Mail",
  look: "Durchsehen",
  line: "Zeile",
  found: (ready, all) => `${number(ready)} von ${count(all, "Zeile ist", "Zeilen sind")} bereit. Noch ist nichts gesendet oder gespeichert.`,
  mayInvite: (n) => `Heute können Sie noch ${count(n, "Einladung", "Einladungen")} senden.`,
  skip: "Zeilen auslassen, die nicht bereit sind",
  doInvite: (n) => `${count(n, "Coachee", "Coachees")} einladen`,
  doAdd: (n) => `${count(n, "Coachee", "Coachees")} aufnehmen`,
  done: (invited, imported) =>
    invited > 0 ? `${count(invited, "Einladung ist", "Einladungen sind")} unterwegs.` : `${count(imported, "Coachee ist", "Coachees sind")} aufgenommen.`,
  ready: "Bereit",
  empty: "Es sind keine Zeilen darin.",
};

export const person: Desk["person"] = {
  back: "Personen",
  roles: "Rollen",
  rolesHelp: "Rollen kommen zusammen. Wer allein coacht, ist Leitung und Coach.",
  rolesSaved: "Gespeichert.",
  coaches: "Coach",
  noCoach: "Zurzeit kein Coach.",
  handOver: "Übergeben",
  handOverTo: (coach) => `Übergeben von ${coach} an`,
  handedOver: "Übergeben. Alle Beteiligten sind benachrichtigt.",
  end: "Beenden",
  endTitle: (coach) => `Das Coaching mit ${coach} beenden?`,
  endHelp: "Es endet gleich. Der Coach sieht diesen Coachee nicht mehr, spätere gemeinsame Termine entfallen, und beide werden benachrichtigt.",
  ended: "Beendet. Beide sind benachrichtigt.",
  since: (on) => `seit ${fullDay(on)}`,
  recovery: "Kein Zugriff mehr auf Postfach oder Gerät",
  recoveryHelp: "Sie können beantragen, dass die Anmeldung über eine andere Adresse geht. Das gilt nach 72 Stunden; die Person erfährt es gleich, an beiden Adressen und in Waymark, und kann ablehnen.",
  recoveryEmail: "Neue Adresse",
  recoveryAsk: "Änderung beantragen",
  recoveryAsked: "Beantragt. Die Person ist benachrichtigt.",
  recoveryState: (email, at) =>
    `Die Anmeldung geht ab ${fullDay(at.toISOString().slice(0, 10))}, ${clock(at, at)}, über ${email}, wenn niemand widerspricht.`,
  recoveryWithdraw: "Zurücknehmen",
  recoveryWithdrawn: "Zurückgenommen. Es ändert sich nichts.",
  remove: "Aus der Praxis entfernen",
  removeHelp: (name) =>
    `${name} kann die Praxis dann nicht mehr öffnen. Termine und Coaching enden, und eine E-Mail berichtet davon. Was geschrieben wurde, bleibt, bis es gelöscht wird oder seine Frist endet.`,
  removeTitle: (name) => `${name} entfernen?`,
  removed: (name) => `${name} gehört nicht mehr zur Praxis.`,
};
