import { useState } from "preact/hooks";
import { LANGUAGES, type Language } from "../i18n/choice.ts";
import { speakFromNowOn, spoken } from "../i18n/speak.ts";
import { words } from "../i18n/words.ts";
import { SelectField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";

const OPTIONS = (Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }));

/** The language of this device. The page starts again in it. */
export function LanguageSettings() {
  const [chosen, setChosen] = useState(spoken as Language);
  const choose = async (language: Language) => {
    setChosen(language);
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
        options={OPTIONS}
        onChange={(language) => void choose(language)}
      />
      <p class="small quiet">{words.settings.languageHelp}</p>
    </section>
  );
}
