import { clock, count, longDay, number } from "../../dates.ts";
import type { Mine } from "../../mine.ts";

const groesse = (bytes: number) =>
  bytes < 1_000_000 ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB` : `${number(Math.round(bytes / 100_000) / 10)} MB`;

export const data: Mine["data"] = {
  title: "Kopie, Austritt, Löschung",
  copyTitle: "Eine Kopie von allem",
  copyHelp: "Eine Datei mit allem, was Waymark von Ihnen hat: zum Lesen, zum Behalten oder für ein anderes Waymark. Sie bleibt 24 Stunden hier.",
  ask: "Kopie anfertigen",
  making: "Ihre Kopie wird angefertigt. Das dauert einen Moment; Sie können diese Seite verlassen.",
  ready: (at, size) => `Fertig seit ${clock(at)}, ${groesse(size)}.`,
  failed: "Diese Kopie ließ sich nicht anfertigen. An Ihren Daten ändert das nichts; bitte versuchen Sie es noch einmal.",
  download: "Herunterladen",
  drop: "Diese Kopie löschen",
  dropped: "Die Kopie ist gelöscht.",
  inTitle: "Eine Kopie einlesen",
  inHelp: "Übernimmt eine Datei, die Waymark für Sie angefertigt hat. Was schon hier ist, bleibt, wie es ist.",
  choose: "Die Datei",
  restore: "Auch die Einstellungen aus der Datei übernehmen",
  restoreHelp: "Name, Zeitzone, Erinnerungen, Zustimmungen und was Sie teilen werden wie in der Datei: Ihr Coach hier sieht dann, was dort geteilt ist.",
  takeIn: "Einlesen",
  takenIn: (goals, checkIns, here) =>
    `${count(goals, "Ziel", "Ziele")} und ${count(checkIns, "Check-in", "Check-ins")} übernommen${here > 0 ? `; ${number(here)} waren schon hier` : ""}.`,
  feelingsLeftOut: (n) =>
    `${count(n, "Gefühl wurde", "Gefühle wurden")} ausgelassen, weil Sie hier nicht zugestimmt haben, dass Gefühle festgehalten werden.`,
  leaveTitle: "Aus der Praxis austreten",
  leaveHelp: (practice) =>
    `Sie gehören dann nicht mehr zu ${practice}. Ihr Coach sieht Sie nicht mehr, Erinnerungen enden, und Sie werden abgemeldet. Was Sie geschrieben haben, bleibt, bis Sie es löschen oder seine Frist endet: Fertigen Sie vorher eine Kopie an, oder löschen Sie es, wenn Sie das möchten.`,
  leaveHelpOthers: (practice) => `Sie gehören dann nicht mehr zu ${practice} und werden abgemeldet.`,
  leave: "Austreten",
  leaveAsk: (practice) => `Aus ${practice} austreten?`,
  left: (practice) => `Sie sind aus ${practice} ausgetreten.`,
  eraseTitle: "Alles löschen",
  eraseHelp: "Löscht Ihre Ziele, Check-ins, Gefühle, Notizen und die Notizen, die Coaches zu Ihnen führen. Niemand kann das zurückholen, auch wir nicht; Kopien in Sicherungen sind nicht mehr lesbar. Eine Kopie, die Sie heruntergeladen haben, bleibt bei Ihnen.",
  erase: "Löschen …",
  eraseWhen: "Wann?",
  eraseNow: "Jetzt",
  eraseLater: "In 7 Tagen",
  eraseLaterHelp: "Bis dahin geht alles weiter wie bisher, und Sie können es sich hier anders überlegen.",
  eraseNowHelp: "Gleich und endgültig. Sie werden überall abgemeldet.",
  eraseCheck: "Mir ist bewusst, dass sich das nicht rückgängig machen lässt",
  eraseDo: { now: "Jetzt alles löschen", in_7_days: "In 7 Tagen alles löschen" },
  due: (at) => `Alles von Ihnen wird gelöscht am ${longDay(at.slice(0, 10))}, ${clock(new Date(at))}.`,
  keep: "Alles behalten",
  kept: "Nichts wird gelöscht.",
  erased: "Alles von Ihnen ist gelöscht. Wir wünschen Ihnen alles Gute.",
};
