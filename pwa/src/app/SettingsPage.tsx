import type { Me } from "../api/types.ts";
import { ProfileSettings } from "../accounts/ProfileSettings.tsx";
import { words } from "../i18n/en.ts";
import { ReminderSettings } from "../nudges/ReminderSettings.tsx";
import { ConsentSettings } from "../privacy/ConsentSettings.tsx";
import { SharingSettings } from "../privacy/SharingSettings.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { InstallSteps } from "./InstallSteps.tsx";
import { enter } from "./session.ts";
import { SignOut } from "./SignOut.tsx";

export function SettingsPage({ me }: { me: Me }) {
  const isClient = me.roles.includes("client");
  return (
    <>
      <PageHead title={words.settings.title} />
      <div class="stack">
        <ProfileSettings me={me} onChanged={(changed) => void enter(changed)} />
        {isClient && (
          <>
            <ReminderSettings />
            <SharingSettings />
            <ConsentSettings />
          </>
        )}
        <InstallSteps />
        <SignOut me={me} />
      </div>
    </>
  );
}
