import { getMe } from "../api/calls.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { attempt } from "../ui/attempt.ts";
import { AddPasskey } from "./Passkeys.tsx";
import { Practices, type Switched } from "./Practices.tsx";
import { PasskeyButton } from "./PasskeyButton.tsx";
import { passkeysWork } from "./passkeys.ts";

type Props = { me: Me; onSignedIn: (me: Me) => void; onSwitched: Switched };

/** The practice asks its coaches for a passkey, and this sign-in was without: one is made or shown before anything else. */
export function PasskeyFirstPage({ me, onSignedIn, onSwitched }: Props) {
  return (
    <>
      <PageHead title={mine.passkeyFirst.title} lead={mine.passkeyFirst.lead} />
      <div class="card">
        {!passkeysWork() ? (
          <p>{mine.passkeyFirst.notHere}</p>
        ) : me.passkey_first === "add" ? (
          <AddPasskey
            me={me}
            label={mine.passkeyFirst.add}
            onAdded={() => void attempt(async () => onSignedIn((await getMe()).data))}
          />
        ) : (
          <>
            <p>{mine.passkeyFirst.use}</p>
            <PasskeyButton onSignedIn={onSignedIn} />
          </>
        )}
      </div>
      <Practices me={me} onSwitched={onSwitched} />
    </>
  );
}
