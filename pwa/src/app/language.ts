import { changeMe } from "../api/calls.ts";
import type { Me } from "../api/types.ts";
import { chosenHere, wantedHere } from "../i18n/choice.ts";
import { speakFromNowOn } from "../i18n/speak.ts";

/**
 * Mails and notifications come in the language of the app that a person used first, until they choose another; a device
 * on which nobody has chosen speaks the person's.
 */
export async function agreeOnLanguage({ language }: Me): Promise<void> {
  const here = wantedHere();
  if (language === null) await changeMe({ language: here });
  else if (chosenHere() === null && language !== here) await speakFromNowOn(language);
}
