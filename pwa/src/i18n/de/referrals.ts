import type { Words } from "../words.ts";
import { satz } from "./satz.ts";

export const suggestion: Words["suggestion"] = {
  title: "Ein Gedanke von Ihrem Coach",
  about: (goal) => `Es geht um ${goal}`,
  noticed: "Was uns aufgefallen ist",
  yourChoice: "Das ist keine Diagnose, und die Entscheidung liegt bei Ihnen.",
  goesOn: "Das Coaching geht so oder so weiter.",
  choices: {
    talk: "Mit meinem Coach sprechen",
    see_options: "Möglichkeiten ansehen",
    not_now: "Nicht jetzt",
    dont_suggest: "Nicht mehr vorschlagen",
    have_support: "Ich habe Unterstützung",
  },
  answered: (choice) => satz(`Ihre Antwort: ${choice}`),
  change: "Antwort ändern",
  after: {
    talk: "Ihr Coach sieht, dass Sie sprechen möchten.",
    see_options: "Ihr Coach sieht, dass Sie mehr wissen möchten.",
    not_now: "Das ist in Ordnung. Es kommt eine Weile nicht zur Sprache.",
    dont_suggest: "Das ist in Ordnung. Es kommt nicht wieder zur Sprache, außer Sie fragen danach.",
    have_support: "Gut zu wissen. Ihr Coach sieht es.",
  },
  gone: "Hier ist gerade nichts offen.",
  options: "Ihr Coach kann Ihnen helfen, eine passende Therapie zu finden. Wenn es gerade zu viel ist, ist die Krisenhilfe jederzeit da.",
};
