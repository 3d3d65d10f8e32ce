import { useState } from "preact/hooks";
import { engage, listMembers, listWithoutCoach } from "../api/deskCalls.ts";
import { every } from "../api/every.ts";
import { useResource } from "../api/resource.ts";
import type { Me, Person } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { attempt } from "../ui/attempt.ts";
import { Invitations } from "./Invitations.tsx";

/** Who belongs to the practice and who is invited: all of it for its owner, their own clients for a coach. */
export function PeoplePage({ me }: { me: Me }) {
  const isOwner = me.roles.includes("owner");
  const { resource, reload } = useResource("everybody", () => every(listMembers));
  return (
    <>
      <PageHead title={desk.people.title} lead={isOwner ? desk.people.leadOwner : desk.people.leadCoach} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(people) => (
          <div class="stack-wide">
            {isOwner && <WithoutCoach coaches={coachesOf(people)} onAssigned={reload} />}
            <Invitations me={me} coaches={coachesOf(people)} />
            <PeopleList me={me} people={isOwner ? people : people.filter(({ roles }) => roles.includes("client"))} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function coachesOf(people: readonly Person[]): Person[] {
  return people.filter(({ roles }) => roles.includes("coach"));
}

function WithoutCoach({ coaches, onAssigned }: { coaches: Person[]; onAssigned: () => Promise<void> }) {
  const { resource, reload } = useResource("without coach", () => every(listWithoutCoach));
  return (
    <Loaded resource={resource} onRetry={() => void reload()} quiet>
      {(clients) =>
        clients.length === 0 ? null : (
          <section class="card">
            <h2>{desk.people.withoutCoach}</h2>
            {coaches.length === 0 ? (
              <p class="quiet">{desk.people.noCoaches}</p>
            ) : (
              <ul class="lines">
                {clients.map((client) => (
                  <AssignLine
                    key={client.id}
                    client={client}
                    coaches={coaches}
                    onAssigned={async () => {
                      await reload();
                      await onAssigned();
                    }}
                  />
                ))}
              </ul>
            )}
          </section>
        )
      }
    </Loaded>
  );
}

function AssignLine({ client, coaches, onAssigned }: { client: Person; coaches: Person[]; onAssigned: () => Promise<void> }) {
  const [coach, setCoach] = useState(coaches[0]?.id ?? "");
  return (
    <li class="line">
      <form
        class="row-between"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => engage(client.id, coach, null), desk.people.assigned).then(onAssigned);
        }}
      >
        <div>
          <p>{client.name}</p>
          <p class="small quiet">{client.email}</p>
        </div>
        <div class="row">
          <SelectField
            label={desk.people.assignTo(client.name)}
            hideLabel
            value={coach}
            options={coaches.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setCoach}
          />
          <Button submit label={desk.invite.labelled(desk.people.assign, client.name)}>
            {desk.people.assign}
          </Button>
        </div>
      </form>
    </li>
  );
}

function PeopleList({ me, people }: { me: Me; people: readonly Person[] }) {
  const isOwner = me.roles.includes("owner");
  return (
    <section class="stack-tight">
      <h2>{isOwner ? desk.people.list : desk.people.clients}</h2>
      {people.length === 0 ? (
        <p class="card soft">{desk.people.empty}</p>
      ) : (
        <ul class="card lines">
          {people.map(({ id, name, email, roles, recovery }) => (
            <li class="line row-between" key={id}>
              <div>
                <a class="person" href={isOwner ? `/people/${id}` : `/clients/${id}`}>
                  {name}
                </a>
                <p class="small quiet">{email}</p>
              </div>
              <span class="small quiet">
                {roles.map((role) => words.practice.roles[role]).join(", ")}
                {recovery !== null && ` · ${desk.people.recoveryOpen}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
