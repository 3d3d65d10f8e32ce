import { useState } from "preact/hooks";
import { engage, getPractice, listPeople, renamePractice } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Named, Person } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** The practice for its owner: its name, its people, who coaches whom. */
export function PracticePage() {
  const practice = useResource("practice", getPractice);
  const people = useResource("people", () => listPeople());
  return (
    <>
      <PageHead title={words.practice.title} lead={words.practice.privacy} />
      <div class="stack-wide">
        <Loaded resource={practice.resource} onRetry={() => void practice.reload()}>
          {(named, { etag }) => <NameForm practice={named} etag={etag} onChanged={practice.reload} />}
        </Loaded>
        <Loaded resource={people.resource} onRetry={() => void people.reload()}>
          {({ items }) => (
            <>
              <AssignForm people={items} />
              <PeopleList people={items} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

function NameForm({ practice, etag, onChanged }: { practice: Named; etag: string | null; onChanged: () => Promise<void> }) {
  const [name, setName] = useState(practice.name);
  const save = async () => {
    await said(() => renamePractice(etag ?? "*", name.trim()), words.common.saved);
    await onChanged();
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={words.practice.name} value={name} onInput={setName} maxLength={120} />
      <div>
        <Button submit disabled={name.trim() === "" || name.trim() === practice.name}>
          {words.common.save}
        </Button>
      </div>
    </form>
  );
}

function AssignForm({ people }: { people: readonly Person[] }) {
  const clients = people.filter(({ roles }) => roles.includes("client"));
  const coaches = people.filter(({ roles }) => roles.includes("coach"));
  const [client, setClient] = useState(clients[0]?.id ?? "");
  const [coach, setCoach] = useState(coaches[0]?.id ?? "");
  if (clients.length === 0 || coaches.length === 0) return null;
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void said(() => engage(client, coach), words.practice.assigned);
      }}
    >
      <h2>{words.practice.assign}</h2>
      <div class="pairs">
        <SelectField label={words.practice.client} value={client} options={optionsOf(clients)} onChange={setClient} />
        <SelectField label={words.practice.coach} value={coach} options={optionsOf(coaches)} onChange={setCoach} />
      </div>
      <div>
        <Button submit>{words.practice.assignAction}</Button>
      </div>
    </form>
  );
}

function PeopleList({ people }: { people: readonly Person[] }) {
  return (
    <section class="stack-tight">
      <h2>{words.practice.people}</h2>
      <ul class="card lines">
        {people.map(({ id, name, email, roles }) => (
          <li class="line row-between" key={id}>
            <div>
              <p>{name}</p>
              <p class="small quiet">{email}</p>
            </div>
            <span class="small quiet">{roles.map((role) => words.practice.roles[role]).join(", ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function optionsOf(people: readonly Person[]) {
  return people.map(({ id, name }) => ({ value: id, label: name }));
}

async function said(deed: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await deed();
    toast(done);
  } catch (error) {
    toast(troubleText(error));
  }
}
