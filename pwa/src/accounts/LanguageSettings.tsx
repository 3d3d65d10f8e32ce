import { useState } from "preact/hooks";
import { changeMe } from "../api/calls.ts";
import { LANGUAGE_OPTIONS, type Language } from "../i18n/choice.ts";
import { speakFromNowOn, spoken } from "../i18n/speak.ts";
import { words } from "../i18n/words.ts";
import { SelectField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";

/** The language of this device, and of what is sent to its person. The page starts again in it. */
export function LanguageSettings() {
  const [chosen, setChosen] = useState(spoken as Language);
  const choose = async (language: Language) => {
    setChosen(language);
    // Without a network the device changes alone.
    await changeMe({ language }).catch(() => undefined);
    if (await speakFromNowOn(language)) return;
    setChosen(spoken as Language);
    toast(words.settings.languageTrouble);
  };
  return (
    <section class="card">
      <h2>{words.settings.language}</h2>
      <SelectField
        label={words.settings.language}
        hideLabel
        value={chosen}
        options={LANGUAGE_OPTIONS}
        onChange={(language) => void choose(language)}
      />
      <p class="small quiet">{words.settings.languageHelp}</p>
    </section>
  );
}
