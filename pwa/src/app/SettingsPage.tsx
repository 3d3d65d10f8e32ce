import { ProfileSettings } from "../accounts/ProfileSettings.tsx";
import { getConsents, getNudgePreferences, getSharing } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { ReminderSettings } from "../nudges/ReminderSettings.tsx";
import { ConsentSettings } from "../privacy/ConsentSettings.tsx";
import { SharingSettings } from "../privacy/SharingSettings.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { InstallSteps } from "./InstallSteps.tsx";
import { enter } from "./session.ts";
import { SignOut } from "./SignOut.tsx";

export function SettingsPage({ me }: { me: Me }) {
  return (
    <>
      <PageHead title={words.settings.title} />
      <div class="stack">
        <ProfileSettings me={me} onChanged={(changed) => void enter(changed)} />
        {me.roles.includes("client") ? <ClientSettings me={me} /> : <DeviceSettings me={me} />}
      </div>
    </>
  );
}

/** A client's own choices; loaded together, so that the page does not jump. */
function ClientSettings({ me }: { me: Me }) {
  const { resource, reload } = useResource("settings", async () => {
    const [nudges, sharing, consents] = await Promise.all([getNudgePreferences(), getSharing(), getConsents()]);
    return { data: { nudges: nudges.data, sharing: sharing.data, consents: consents.data }, etag: null, asOf: null };
  });
  return (
    <>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ nudges, sharing, consents }) => (
          <>
            <ReminderSettings preferences={nudges} />
            <SharingSettings sharing={sharing} />
            <ConsentSettings consents={consents} />
          </>
        )}
      </Loaded>
      {resource.state !== "loading" && <DeviceSettings me={me} />}
    </>
  );
}

function DeviceSettings({ me }: { me: Me }) {
  return (
    <>
      <InstallSteps />
      <SignOut me={me} />
    </>
  );
}
