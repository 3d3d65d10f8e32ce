import { useState } from "preact/hooks";
import { addProvider, changeProvider, retireProvider } from "../api/triageCalls.ts";
import { Problem } from "../api/problem.ts";
import type { Provider, ProviderFacts } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

type Props = { provider: Provider | null; etag: string | null; onClose: () => void; onDone: () => Promise<void> };

const NOBODY: ProviderFacts = {
  name: "",
  credentials: "",
  specialties: [],
  region: "",
  remote: false,
  contact: "",
  url: null,
  accepting: true,
};

/** One entry of the directory: `provider` to change, or null for a new one. */
export function ProviderSheet({ provider, etag, onClose, onDone }: Props) {
  const [facts, setFacts] = useState<ProviderFacts>(provider === null ? NOBODY : factsOf(provider));
  const [specialties, setSpecialties] = useState(facts.specialties.join(", "));
  const [isLeaving, setLeaving] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const change = (part: Partial<ProviderFacts>) => setFacts({ ...facts, ...part });
  const tell = async (deed: () => Promise<unknown>, said: string) => {
    setSaving(true);
    try {
      await deed();
      toast(said);
      await onDone();
    } catch (error) {
      if (error instanceof Problem) setProblems(Object.fromEntries(error.fields.map(({ field, detail }) => [field.split(".")[0] ?? field, detail])));
      toast(troubleText(error));
      setSaving(false);
    }
  };
  const save = () => {
    const named = specialties.split(",").map((it) => it.trim()).filter((it) => it !== "");
    const body = { ...facts, name: facts.name.trim(), contact: facts.contact.trim(), specialties: named };
    return tell(() => (provider === null ? addProvider(body) : changeProvider(provider.id, etag ?? "*", body)), deskSupport.owner.saved);
  };
  const isWhole = facts.name.trim() !== "" && facts.contact.trim() !== "";
  return (
    <Sheet
      title={provider === null ? deskSupport.owner.add : deskSupport.owner.edit(provider.name)}
      onClose={onClose}
      footer={
        <Button kind="primary" disabled={!isWhole || isSaving} onClick={() => void save()}>
          {words.common.save}
        </Button>
      }
    >
      <div class="stack">
        <TextField label={deskSupport.owner.name} maxLength={160} value={facts.name} problem={problems["name"]} onInput={(name) => change({ name })} />
        <TextField label={deskSupport.owner.credentials} optional maxLength={300} value={facts.credentials} problem={problems["credentials"]} onInput={(credentials) => change({ credentials })} />
        <TextField label={deskSupport.owner.specialties} hint={deskSupport.owner.specialtiesHint} optional value={specialties} problem={problems["specialties"]} onInput={setSpecialties} />
        <TextField label={deskSupport.owner.region} optional maxLength={120} value={facts.region} problem={problems["region"]} onInput={(region) => change({ region })} />
        <TextField label={deskSupport.owner.contact} maxLength={300} value={facts.contact} problem={problems["contact"]} onInput={(contact) => change({ contact })} />
        <TextField label={deskSupport.owner.url} hint={deskSupport.owner.urlHint} optional maxLength={500} value={facts.url ?? ""} problem={problems["url"]} onInput={(url) => change({ url: url.trim() === "" ? null : url.trim() })} />
        <div>
          <Switch label={deskSupport.owner.remote} on={facts.remote} onChange={(remote) => change({ remote })} />
          <Switch label={deskSupport.owner.accepting} on={facts.accepting} onChange={(accepting) => change({ accepting })} />
        </div>
        {provider !== null && (
          <div>
            <Button kind="danger" disabled={isSaving} onClick={() => (isLeaving ? void tell(() => retireProvider(provider.id, etag ?? "*"), deskSupport.owner.retired) : setLeaving(true))}>
              {isLeaving ? deskSupport.owner.retireSure(provider.name) : deskSupport.owner.retire}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function factsOf({ id: _id, ...facts }: Provider): ProviderFacts {
  return facts;
}
