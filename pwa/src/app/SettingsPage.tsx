import { LanguageSettings } from "../accounts/LanguageSettings.tsx";
import { Practices } from "../accounts/Practices.tsx";
import { ProfileSettings } from "../accounts/ProfileSettings.tsx";
import { getNudgePreferences } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { ReminderSettings } from "../nudges/ReminderSettings.tsx";
import { ReplyNotices } from "../nudges/ReplyNotices.tsx";
import { Leave } from "../privacy/Leave.tsx";
import { Links } from "../ui/Links.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { InstallSteps } from "./InstallSteps.tsx";
import { enter, goOver, partFrom } from "./session.ts";
import { SignOut } from "./SignOut.tsx";

export function SettingsPage({ me }: { me: Me }) {
  return (
    <>
      <PageHead title={words.settings.title} />
      <div class="stack">
        <ProfileSettings me={me} onChanged={(changed) => enter(changed)} />
        <LanguageSettings />
        {me.roles.includes("client") ? <ClientSettings me={me} /> : <OtherSettings me={me} />}
      </div>
    </>
  );
}

/** Shown once the reminders are there, so that the page does not jump. */
function ClientSettings({ me }: { me: Me }) {
  const { resource, reload } = useResource("reminders", getNudgePreferences);
  return (
    <>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(preferences) => <ReminderSettings preferences={preferences} />}
      </Loaded>
      {resource.state !== "loading" && <OtherSettings me={me} />}
    </>
  );
}

function OtherSettings({ me }: { me: Me }) {
  const { privacy, privacyHelp, access, accessHelp, tokens, tokensHelp, more } = words.settings;
  const isClient = me.roles.includes("client");
  return (
    <>
      {(isClient || me.roles.includes("coach")) && <ReplyNotices me={me} onChanged={(changed) => enter(changed)} />}
      <Links
        label={more}
        links={[
          ...(isClient ? [{ href: "/privacy", title: privacy, help: privacyHelp }] : []),
          { href: "/settings/access", title: access, help: accessHelp },
          { href: "/settings/tokens", title: tokens, help: tokensHelp },
        ]}
      />
      <Practices me={me} onSwitched={goOver} />
      <InstallSteps />
      <SignOut me={me} />
      {!isClient && <Leave me={me} onParted={partFrom} />}
    </>
  );
}
