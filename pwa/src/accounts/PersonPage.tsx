import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { getPerson, putRoles, removePerson } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Me, Person, Role } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../ui/Back.tsx";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { attempt } from "../ui/attempt.ts";
import { PersonCoaches } from "./PersonCoaches.tsx";
import { PersonRecovery } from "./PersonRecovery.tsx";

/** One person for the owner: roles, coach, a lost mailbox, and the end of their membership. */
export function PersonPage({ me, id, onOwnRoles }: { me: Me; id: string; onOwnRoles: () => Promise<void> }) {
  const { resource, reload } = useResource(`person ${id}`, () => getPerson(id));
  return (
    <>
      <Back href="/people" to={desk.person.back} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(person, { etag }) => (
          <>
            <PageHead title={person.name} lead={person.email} />
            <div class="stack">
              <Roles me={me} person={person} etag={etag ?? "*"} onChanged={reload} onOwnRoles={onOwnRoles} />
              {person.roles.includes("client") && <PersonCoaches client={person} />}
              {person.id !== me.id && (
                <>
                  <PersonRecovery me={me} person={person} onChanged={reload} />
                  <Remove person={person} etag={etag ?? "*"} onRefused={reload} />
                </>
              )}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

type Props = { person: Person; etag: string };

type RolesProps = Props & { me: Me; onChanged: () => Promise<void>; onOwnRoles: () => Promise<void> };

function Roles({ me, person, etag, onChanged, onOwnRoles }: RolesProps) {
  const [roles, setRoles] = useState(person.roles);
  const isSame = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role));
  const save = async () => {
    await attempt(() => putRoles(person.id, etag, roles), desk.person.rolesSaved);
    await onChanged();
    // One's own roles decide which pages there are.
    if (person.id === me.id) await onOwnRoles();
  };
  return (
    <section class="card">
      <Choice
        question={desk.person.roles}
        options={optionsOf<Role>(words.practice.roles)}
        chosen={roles}
        onChoose={(role) => setRoles(roles.includes(role) ? roles.filter((it) => it !== role) : [...roles, role])}
      />
      <p class="small quiet">{desk.person.rolesHelp}</p>
      <div>
        <Button disabled={isSame || roles.length === 0} onClick={() => void save()}>
          {words.common.save}
        </Button>
      </div>
    </section>
  );
}

function Remove({ person, etag, onRefused }: Props & { onRefused: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const { route } = useLocation();
  const remove = async () => {
    if (await attempt(() => removePerson(person.id, etag), desk.person.removed(person.name))) route("/people", true);
    else await onRefused();
  };
  return (
    <section class="card">
      <h2>{desk.person.remove}</h2>
      <p class="quiet">{desk.person.removeHelp(person.name)}</p>
      <div>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {desk.person.remove}
        </Button>
      </div>
      {isAsking && (
        <Confirm
          title={desk.person.removeTitle(person.name)}
          action={desk.person.remove}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>{desk.person.removeHelp(person.name)}</p>
        </Confirm>
      )}
    </section>
  );
}
