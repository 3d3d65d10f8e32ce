import { useState } from "preact/hooks";
import { chooseStallSettings, getStallSettings } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import type { StallSettings } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { Switch } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { DryRunForm } from "./DryRunForm.tsx";

/** The practice's one choice about the stall model, and what it would have meant in its own history. */
export function StallSettingsPage() {
  const { resource, reload } = useResource("stall settings", getStallSettings);
  return (
    <>
      <PageHead title={desk.owner.stalls} lead={desk.owner.stallsHelp} />
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
  const choose = async (earlier: boolean) => {
    setSaving(true);
    try {
      await chooseStallSettings(etag ?? "*", earlier);
      toast(desk.owner.saved);
    } catch (error) {
      toast(troubleText(error));
    }
    await onChanged();
    setSaving(false);
  };
  return (
    <section class="card" aria-label={desk.owner.earlier}>
      <Switch label={desk.owner.earlier} hint={desk.owner.earlierHelp} on={settings.earlier} disabled={isSaving} onChange={(on) => void choose(on)} />
      <p class="small quiet">{desk.owner.rule(settings.params_version)}</p>
    </section>
  );
}
