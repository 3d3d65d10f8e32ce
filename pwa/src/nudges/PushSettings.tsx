import { useEffect, useState } from "preact/hooks";
import { words } from "../i18n/words.ts";
import { currentPerson } from "../outbox/vault.ts";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { disablePush, enablePush, pushState, sendTest, type PushState } from "./push.ts";

/** Notifications in this browser: on, off, and one to see that they arrive. */
export function PushSettings() {
  const [person, setPerson] = useState<string | null>(null);
  const [state, setState] = useState<PushState | null>(null);
  useEffect(() => {
    const look = async () => {
      const id = await currentPerson();
      if (id === undefined) return;
      setPerson(id);
      setState(await pushState(id));
    };
    void look().catch(() => undefined);
  }, []);
  if (person === null || state === null) return null;
  const attempt = async (act: () => Promise<PushState>) => {
    try {
      setState(await act());
    } catch (error) {
      toast(troubleText(error));
      setState(await pushState(person));
    }
  };
  const test = async () => {
    try {
      await sendTest();
      toast(words.settings.pushTestSent);
    } catch (error) {
      toast(troubleText(error));
    }
  };
  if (state === "unsupported") return <p class="small quiet">{words.settings.pushUnsupported}</p>;
  if (state === "denied") return <p class="small quiet">{words.settings.pushDenied}</p>;
  return (
    <div class="stack">
      <Switch
        label={words.settings.push}
        on={state === "on"}
        onChange={(on) => void attempt(() => (on ? enablePush(person) : disablePush(person)))}
      />
      {state === "on" && <Button onClick={() => void test()}>{words.settings.pushTest}</Button>}
    </div>
  );
}
