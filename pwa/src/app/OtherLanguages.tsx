import { LANGUAGES, type Language } from "../i18n/choice.ts";
import { speakFromNowOn, spoken } from "../i18n/speak.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/Toast.tsx";

/** The other languages, each in its own words: for whoever is not signed in, and so has no settings yet. */
export function OtherLanguages() {
  const others = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== spoken);
  const choose = async (language: Language) => {
    if (!(await speakFromNowOn(language))) toast(words.settings.languageTrouble);
  };
  return (
    <p>
      {others.map((language) => (
        <Button key={language} kind="plain" onClick={() => void choose(language)}>
          <span lang={language}>{LANGUAGES[language]}</span>
        </Button>
      ))}
    </p>
  );
}
