import { useState } from "preact/hooks";
import { getProvider } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import { listProviders } from "../api/supportCalls.ts";
import type { Provider } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../ui/Back.tsx";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { ProviderSheet } from "./ProviderSheet.tsx";

type Editing = { provider: Provider | null; etag: string | null };

/** The practice's directory, for its owner to keep true. */
export function DirectoryEditor() {
  const { resource, reload } = useResource("providers", listProviders);
  const [editing, setEditing] = useState<Editing | null>(null);
  const edit = async (id: string) => {
    try {
      // What is edited is the newest version, and only it is written over.
      const { data, etag } = await getProvider(id);
      setEditing({ provider: data, etag });
    } catch (error) {
      toast(troubleText(error));
      await reload();
    }
  };
  return (
    <>
      <Back href="/practice" to={deskSupport.owner.back} />
      <PageHead
        title={deskSupport.owner.providers}
        lead={deskSupport.owner.providersHelp}
        actions={<Button onClick={() => setEditing({ provider: null, etag: null })}>{deskSupport.owner.add}</Button>}
      />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(providers) =>
          providers.length === 0 ? (
            <p class="card soft">{deskSupport.owner.noProviders}</p>
          ) : (
            <ul class="card lines">
              {providers.map(({ id, name, credentials, region, accepting }) => (
                <li class="line row-between" key={id}>
                  <div class="logged-words">
                    <p>
                      <strong>{name}</strong>
                    </p>
                    <p class="small quiet">{[credentials, region, !accepting && words.help.notAccepting].filter(Boolean).join(" · ")}</p>
                  </div>
                  <Button label={deskSupport.owner.edit(name)} onClick={() => void edit(id)}>
                    {words.common.edit}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing !== null && (
        <ProviderSheet
          provider={editing.provider}
          etag={editing.etag}
          onClose={() => setEditing(null)}
          onDone={async () => {
            setEditing(null);
            await reload();
          }}
        />
      )}
    </>
  );
}
