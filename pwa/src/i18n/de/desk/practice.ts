import type { Desk } from "../../desk.ts";
import { tagVon } from "../satz.ts";

export const practice: Desk["practice"] = {
  title: "Praxis",
  privacy: "Wer die Praxis leitet, sieht dadurch keine Ziele, Notizen oder Gefühle.",
  name: "Name der Praxis",
  security: "Wie sich Coaches anmelden",
  passkeys: "Coaches um einen Passkey bitten",
  passkeysHelp: "Coaches melden sich dann mit der Sperre ihres Geräts an. Wer noch keinen Passkey hat, wird beim nächsten Schritt dorthin geführt.",
  passkeysNotHere: "Hier lässt es sich nicht einschalten: Dieser Browser oder diese Adresse kennt keine Passkeys, und Sie würden sich selbst aussperren.",
};

export const notes: Desk["notes"] = {
  title: "Ihre privaten Notizen",
  declared: (name) => `${name} kann davon eine Kopie bekommen: Sie ist Teil des eigenen Exports. Sonst liest das in Waymark niemand.`,
  text: "Neue Notiz",
  add: "Notiz behalten",
  kept: "Gespeichert.",
  none: "Noch keine Notizen.",
  edit: "Bearbeiten",
  text2: "Notiz",
  drop: "Löschen",
  dropTitle: "Diese Notiz löschen?",
  dropHelp: "Sie ist dann endgültig weg.",
  dropped: "Gelöscht.",
  when: (at, edited) => `${tagVon(at)}${edited === null ? "" : `, bearbeitet am ${tagVon(edited)}`}`,
  labelled: (deed, at) => `${deed}: Notiz vom ${tagVon(at)}`,
};
