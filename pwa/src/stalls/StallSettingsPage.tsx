import { useState } from "preact/hooks";
import { chooseStallSettings, getStallSettings } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import type { StallSettings } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Back } from "../ui/Back.tsx";
import { Switch } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";
import { DryRunForm } from "./DryRunForm.tsx";

/** The practice's one choice about the stall model, and what it would have meant in its own history. */
export function StallSettingsPage() {
  const { resource, reload } = useResource("stall settings", getStallSettings);
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead title={deskSupport.owner.stalls} lead={deskSupport.owner.stallsHelp} />
      <div class="stack-wide">
        <Loaded resource={resource} onRetry={() => void reload()}>
          {(settings, { etag }) => <Chosen settings={settings} etag={etag} onChanged={reload} />}
        </Loaded>
        <DryRunForm />
      </div>
    </>
  );
}

function Chosen({ settings, etag, onChanged }: { settings: StallSettings; etag: string | null; onChanged: () => Promise<void> }) {
  const [isSaving, setSaving] = useState(false);
  // Of a thing that is on or off, whoever was faster wanted the same.
  const versions = useTwoVersions(etag, getStallSettings, () => true);
  const choose = async (earlier: boolean) => {
    setSaving(true);
    await versions.save((seen) => chooseStallSettings(seen, earlier), deskSupport.owner.saved);
    await onChanged();
    setSaving(false);
  };
  return (
    <section class="card" aria-label={deskSupport.owner.earlier}>
      <Switch label={deskSupport.owner.earlier} hint={deskSupport.owner.earlierHelp} on={settings.earlier} disabled={isSaving} onChange={(on) => void choose(on)} />
      <p class="small quiet">{deskSupport.owner.rule(settings.params_version)}</p>
    </section>
  );
}
