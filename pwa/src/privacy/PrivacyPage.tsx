import { getConsents, getSharing } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { Links } from "../ui/Links.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { ConsentSettings } from "./ConsentSettings.tsx";
import { SharingSettings } from "./SharingSettings.tsx";

const { privacy } = mine;
const FURTHER = [
  { href: "/privacy/coach-view", title: privacy.coachView, help: privacy.coachViewHelp },
  { href: "/privacy/who-sees", title: privacy.whoSees, help: privacy.whoSeesHelp },
  { href: "/privacy/reads", title: privacy.reads, help: privacy.readsHelp },
  { href: "/privacy/data", title: privacy.data, help: privacy.dataHelp },
];

/** What others see of a client, what Waymark may work with, and the ways to look closer. */
export function PrivacyPage() {
  const { resource, reload } = useResource("privacy", async () => {
    const [sharing, consents] = await Promise.all([getSharing(), getConsents()]);
    return { data: { sharing: sharing.data, consents: consents.data }, etag: null, asOf: null };
  });
  return (
    <>
      <Back href="/settings" to={mine.back.settings} />
      <PageHead title={privacy.title} lead={privacy.lead} />
      <div class="stack">
        <Links label={privacy.more} links={FURTHER} />
        <Loaded resource={resource} onRetry={() => void reload()}>
          {({ sharing, consents }) => (
            <>
              <SharingSettings sharing={sharing} />
              <ConsentSettings consents={consents} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}
