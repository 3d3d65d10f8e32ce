import { Devices } from "../accounts/Devices.tsx";
import { EmailSettings } from "../accounts/EmailSettings.tsx";
import { Passkeys } from "../accounts/Passkeys.tsx";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { enter } from "./session.ts";

/** How one signs in, and where one is signed in. */
export function AccessPage({ me }: { me: Me }) {
  return (
    <>
      <Back href="/settings" to={mine.back.settings} />
      <PageHead title={mine.access.title} />
      <div class="stack">
        <EmailSettings me={me} onChanged={(changed) => enter(changed)} />
        <Passkeys me={me} />
        <Devices />
      </div>
    </>
  );
}
