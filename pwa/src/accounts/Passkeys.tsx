import { useState } from "preact/hooks";
import { listPasskeys, removePasskey } from "../api/accessCalls.ts";
import type { Me, Passkey } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { TextField } from "../ui/Field.tsx";
import { Paged } from "../ui/Paged.tsx";
import { toast } from "../ui/Toast.tsx";
import { isAlreadyHere, isChangeOfMind, makePasskey, passkeysWork } from "./passkeys.ts";
import { useRecentSignIn } from "./SignInAgain.tsx";

/** One's passkeys: those there are, and a new one. */
export function Passkeys({ me }: { me: Me }) {
  const [version, setVersion] = useState(0);
  return (
    <section class="card">
      <div>
        <h2>{mine.access.passkeys}</h2>
        <p class="small quiet">{mine.access.passkeysHelp}</p>
      </div>
      <Paged of={`passkeys ${version}`} load={listPasskeys} empty={<p class="quiet">{mine.access.noPasskeys}</p>}>
        {(items, reload) => (
          <ul class="lines">
            {items.map((passkey) => (
              <PasskeyLine key={passkey.id} me={me} passkey={passkey} onRemoved={reload} />
            ))}
          </ul>
        )}
      </Paged>
      {passkeysWork() ? (
        <AddPasskey me={me} label={mine.access.add} onAdded={() => setVersion(version + 1)} />
      ) : (
        <p class="small quiet">{mine.access.notHere}</p>
      )}
    </section>
  );
}

function PasskeyLine({ me, passkey, onRemoved }: { me: Me; passkey: Passkey; onRemoved: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const { attemptRecently, sheet } = useRecentSignIn(me);
  const remove = async () => {
    if (await attemptRecently(() => removePasskey(passkey.id), mine.access.removed)) await onRemoved();
  };
  return (
    <li class="line row-between">
      <div>
        <p>{passkey.name}</p>
        <p class="small quiet">
          {mine.access.made(passkey.created_at)}, {mine.access.used(passkey.used_at)}
        </p>
      </div>
      <Button kind="plain" label={mine.access.labelled(mine.access.remove, passkey.name)} onClick={() => setAsking(true)}>
        {mine.access.remove}
      </Button>
      {isAsking && (
        <Confirm
          title={mine.access.removeTitle(passkey.name)}
          action={mine.access.remove}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>{mine.access.removeHelp}</p>
        </Confirm>
      )}
      {sheet}
    </li>
  );
}

/** A name, then the device's own question. */
export function AddPasskey({ me, label, onAdded }: { me: Me; label: string; onAdded: () => void }) {
  const [name, setName] = useState("");
  const { attemptRecently, sheet } = useRecentSignIn(me);
  const add = async () => {
    const done = await attemptRecently(async () => {
      try {
        await makePasskey(name.trim());
      } catch (error) {
        if (isAlreadyHere(error)) return toast(mine.access.alreadyHere);
        if (isChangeOfMind(error)) return;
        throw error;
      }
      toast(mine.access.added);
      setName("");
      onAdded();
    });
    return done;
  };
  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={mine.access.name} hint={mine.access.nameHint} value={name} onInput={setName} maxLength={80} />
      <div>
        <Button submit disabled={name.trim() === ""}>
          {label}
        </Button>
      </div>
      {sheet}
    </form>
  );
}
