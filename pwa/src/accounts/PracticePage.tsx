import { useState } from "preact/hooks";
import { changePractice, getPractice } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Practice } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";
import { passkeysWork } from "./passkeys.ts";

/** The practice for its owner: its name, and how its coaches sign in. */
export function PracticePage() {
  const { resource, reload } = useResource("practice", getPractice);
  // Of a thing that is on or off, whoever was faster wanted the same.
  const security = useTwoVersions(resource.state === "ready" ? resource.etag : null, getPractice, () => true);
  return (
    <>
      <PageHead title={desk.practice.title} lead={desk.practice.privacy} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(practice, { etag }) => (
          <div class="stack">
            <NameForm practice={practice} etag={etag ?? "*"} onChanged={reload} />
            <section class="card">
              <h2>{desk.practice.security}</h2>
              <Switch
                label={desk.practice.passkeys}
                // Whoever turned it on where there are no passkeys would have shut themselves out.
                disabled={mayNotRequire(practice)}
                hint={mayNotRequire(practice) ? `${desk.practice.passkeysHelp} ${desk.practice.passkeysNotHere}` : desk.practice.passkeysHelp}
                on={practice.passkeys_required_of_coaches}
                onChange={(on) => void security.save((seen) => changePractice(seen, { passkeys_required_of_coaches: on }), words.common.saved).then(reload)}
              />
            </section>
          </div>
        )}
      </Loaded>
    </>
  );
}

const mayNotRequire = (practice: Practice) => !practice.passkeys_required_of_coaches && !passkeysWork();

function NameForm({ practice, etag, onChanged }: { practice: Practice; etag: string; onChanged: () => Promise<void> }) {
  const [name, setName] = useState(practice.name);
  const versions = useTwoVersions(etag, getPractice, (now) => now.name === practice.name);
  const { theirs } = versions;
  const save = async () => {
    if (await versions.save((seen) => changePractice(seen, { name: name.trim() }), words.common.saved)) await onChanged();
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={desk.practice.name} value={name} onInput={setName} maxLength={120} />
      {theirs !== null && (
        <TwoVersions
          differences={[{ what: desk.practice.name, mine: name.trim(), theirs: theirs.name }]}
          onMine={() => void save()}
          onTheirs={() => {
            setName(theirs.name);
            versions.put();
            void onChanged();
          }}
        />
      )}
      <div>
        <Button submit disabled={name.trim() === "" || name.trim() === practice.name}>
          {words.common.save}
        </Button>
      </div>
    </form>
  );
}
