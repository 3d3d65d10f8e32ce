import { useState } from "preact/hooks";
import { putConsents } from "../api/calls.ts";
import type { Consent, Consents } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Switch } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** What Waymark may keep and work out. Withdrawing deletes what was derived. */
export function ConsentSettings({ consents }: { consents: Consents }) {
  return (
    <section class="card">
      <h2>{words.settings.consents}</h2>
      <Switches consents={consents} />
    </section>
  );
}

function Switches({ consents }: { consents: Consents }) {
  const [held, setHeld] = useState(consents);
  const turn = async (change: { feelings?: boolean; patterns?: boolean }) => {
    try {
      const { data } = await putConsents({ feelings: held.feelings.given, patterns: held.patterns.given, ...change });
      setHeld(data);
      toast(words.common.saved);
    } catch (error) {
      setHeld({ ...held });
      toast(troubleText(error));
    }
  };
  return (
    <div class="lines">
      <Switch
        label={words.settings.consentFeelings}
        hint={hint(words.settings.consentFeelingsHelp, held.feelings)}
        on={held.feelings.given}
        onChange={(feelings) => void turn({ feelings })}
      />
      <Switch
        label={words.settings.consentPatterns}
        hint={hint(words.settings.consentPatternsHelp, held.patterns)}
        on={held.patterns.given}
        onChange={(patterns) => void turn({ patterns })}
      />
    </div>
  );
}

function hint(help: string, { given, at }: Consent): string {
  return given && at !== null ? `${help} ${words.settings.givenOn(at.slice(0, 10))}.` : help;
}
