import { useState } from "preact/hooks";
import { getConsents, putConsents } from "../api/privacyCalls.ts";
import { Problem } from "../api/problem.ts";
import type { Consent, Consents } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Switch } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Kind = keyof Consents;
const KINDS: readonly Kind[] = ["feelings", "patterns"];

/** What Waymark may keep and work out, in the words that were agreed to. Taking one back deletes, so it is asked first. */
export function ConsentSettings({ consents }: { consents: Consents }) {
  const [held, setHeld] = useState(consents);
  const [stopping, setStopping] = useState<Kind | null>(null);
  const say = async (kind: Kind, given: boolean) => {
    try {
      const { data } = await putConsents({ [kind]: given, ...(given && { versions: { [kind]: held[kind].current.version } }) });
      setHeld(data);
      toast(words.common.saved);
    } catch (error) {
      const isNewer = error instanceof Problem && error.status === 409;
      toast(isNewer ? mine.consents.newer : troubleText(error));
      const fresh = isNewer ? await getConsents().catch(() => null) : null;
      setHeld(fresh?.data ?? { ...held });
    }
  };
  return (
    <section class="card">
      <h2>{mine.consents.title}</h2>
      <div class="lines">
        {KINDS.map((kind) => (
          <div key={kind}>
            <Switch
              label={mine.consents[kind]}
              hint={<ConsentWords consent={held[kind]} />}
              longHint
              on={held[kind].given}
              onChange={(on) => {
                if (on) return void say(kind, true);
                setHeld({ ...held });
                setStopping(kind);
              }}
            />
            {held[kind].given && !held[kind].is_current && (
              <div class="card soft">
                <p class="small">{mine.consents.changed}</p>
                <p class="small">{held[kind].current.text}</p>
                <div>
                  <Button onClick={() => void say(kind, true)}>{mine.consents.agreeAnew}</Button>
                </div>
              </div>
            )}
          </div>
        ))}
      </div>
      {stopping !== null && (
        <Confirm
          title={mine.consents.stopTitle[stopping]}
          action={mine.consents.stop}
          keep={mine.consents.keep}
          onConfirm={() => void say(stopping, false)}
          onClose={() => {
            setStopping(null);
            // The switch was turned by hand: it is drawn again as it stands.
            setHeld({ ...held });
          }}
        >
          <p>{mine.consents.stopHelp[stopping]}</p>
        </Confirm>
      )}
    </section>
  );
}

/** The words of the answer that stands; where there is none, those that are asked about now. */
function ConsentWords({ consent }: { consent: Consent }) {
  const { given, at, text, language, current } = consent;
  return (
    <>
      <span lang={given ? language : current.language}>{given ? text : current.text}</span> {given && at !== null && mine.consents.givenOn(at)}
      {given && language !== current.language && ` ${mine.consents.inThoseWords}`}
    </>
  );
}
