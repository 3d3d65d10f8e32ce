import { ExternalLink } from "lucide";
import { useState } from "preact/hooks";
import { freshOrKept } from "../api/kept.ts";
import { useResource } from "../api/resource.ts";
import { listProviders } from "../api/supportCalls.ts";
import type { Me, Provider } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Check, SelectField } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { findProviders, namesOf, type Wish } from "./directory.ts";

/** The practice's directory, looked through on the device. */
export function ProvidersPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("providers", () => freshOrKept(me.id, "/providers", listProviders));
  return (
    <>
      <PageHead title={words.help.providers} lead={words.help.providersLead} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(providers) => (providers.length === 0 ? <p class="card soft">{words.help.noProviders}</p> : <Directory providers={providers} />)}
      </Loaded>
    </>
  );
}

function Directory({ providers }: { providers: Provider[] }) {
  const [wish, setWish] = useState<Wish>({ specialty: "", region: "", remote: false, accepting: false });
  const change = (part: Partial<Wish>) => setWish({ ...wish, ...part });
  const found = findProviders(providers, wish);
  return (
    <div class="stack-wide">
      <form class="card soft" role="search" onSubmit={(event) => event.preventDefault()}>
        <div class="pairs">
          <SelectField
            label={words.help.specialty}
            value={wish.specialty}
            options={optionsFor(providers.flatMap(({ specialties }) => specialties))}
            onChange={(specialty) => change({ specialty })}
          />
          <SelectField
            label={words.help.region}
            value={wish.region}
            options={optionsFor(providers.map(({ region }) => region))}
            onChange={(region) => change({ region })}
          />
        </div>
        <div class="pairs">
          <Check label={words.help.remoteOnly} on={wish.remote} onChange={(remote) => change({ remote })} />
          <Check label={words.help.acceptingOnly} on={wish.accepting} onChange={(accepting) => change({ accepting })} />
        </div>
      </form>
      <div class="stack">
        <p class="small quiet" role="status">
          {found.length === 0 ? words.help.noneFit : words.help.found(found.length)}
        </p>
        <ul class="stack">
          {found.map((provider) => (
            <Entry key={provider.id} provider={provider} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Entry({ provider: { name, credentials, specialties, region, remote, accepting, contact, url } }: { provider: Provider }) {
  return (
    <li class="card">
      <div>
        <h2>{name}</h2>
        {credentials !== "" && <p class="quiet">{credentials}</p>}
      </div>
      {specialties.length > 0 && <p class="specialties">{specialties.join(" · ")}</p>}
      <p class="small quiet">
        {[region, remote && words.help.remote, accepting ? words.help.accepting : words.help.notAccepting].filter(Boolean).join(" · ")}
      </p>
      <div class="row-between">
        <p class="breaks" dir="auto">
          {contact}
        </p>
        {url !== null && (
          <a class="button" href={url} rel="noreferrer" aria-label={`${words.help.website}: ${name}`}>
            <Icon of={ExternalLink} /> {words.help.website}
          </a>
        )}
      </div>
    </li>
  );
}

function optionsFor(names: readonly string[]): { value: string; label: string }[] {
  return [{ value: "", label: words.help.any }, ...namesOf(names).map((name) => ({ value: name, label: name }))];
}
