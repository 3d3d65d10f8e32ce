import { useState } from "preact/hooks";
import { addProvider, changeProvider, getProvider, retireProvider } from "../api/triageCalls.ts";
import { Problem } from "../api/problem.ts";
import type { Provider, ProviderFacts } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Switch, TextField } from "../ui/Field.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { TwoVersions, type Difference } from "../ui/TwoVersions.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";

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
  const versions = useTwoVersions(etag, () => getProvider(provider?.id ?? ""));
  const theirs = versions.theirs === null ? null : factsOf(versions.theirs);
  const change = (part: Partial<ProviderFacts>) => setFacts({ ...facts, ...part });
  const tell = async (deed: (seen: string) => Promise<unknown>, said: string) => {
    setSaving(true);
    const noting = (seen: string) =>
      deed(seen).catch((error: unknown) => {
        if (error instanceof Problem) setProblems(Object.fromEntries(error.fields.map(({ field, detail }) => [field.split(".")[0] ?? field, detail])));
        throw error;
      });
    const isSaved = await versions.save(noting, said);
    setSaving(false);
    if (isSaved) await onDone();
  };
  const named = specialties.split(",").map((it) => it.trim()).filter((it) => it !== "");
  const mine = { ...facts, name: facts.name.trim(), contact: facts.contact.trim(), specialties: named };
  const save = () => tell((seen) => (provider === null ? addProvider(mine) : changeProvider(provider.id, seen, mine)), deskSupport.owner.saved);
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
        {theirs !== null && (
          <TwoVersions
            differences={differencesOf(mine, theirs)}
            onMine={() => void save()}
            onTheirs={() => {
              setFacts(theirs);
              setSpecialties(theirs.specialties.join(", "));
              versions.put();
            }}
          />
        )}
        {provider !== null && (
          <div>
            <Button kind="danger" disabled={isSaving} onClick={() => (isLeaving ? void tell((seen) => retireProvider(provider.id, seen), deskSupport.owner.retired) : setLeaving(true))}>
              {isLeaving ? deskSupport.owner.retireSure(provider.name) : deskSupport.owner.retire}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function differencesOf(mine: ProviderFacts, theirs: ProviderFacts): Difference[] {
  const { owner } = deskSupport;
  const told = (facts: ProviderFacts): [string, string][] => [
    [owner.name, facts.name],
    [owner.credentials, facts.credentials],
    [owner.specialties, facts.specialties.join(", ")],
    [owner.region, facts.region],
    [owner.contact, facts.contact],
    [owner.url, facts.url ?? ""],
    [owner.remote, facts.remote ? owner.remote : ""],
    [owner.accepting, facts.accepting ? owner.accepting : ""],
  ];
  const others = told(theirs);
  return told(mine).map(([what, said], i) => ({ what, mine: said, theirs: others[i]?.[1] ?? "" }));
}

function factsOf({ id: _id, ...facts }: Provider): ProviderFacts {
  return facts;
}
