import { useState } from "preact/hooks";
import { cancelInvitation, invite, inviteAgain, listInvitations } from "../api/deskCalls.ts";
import { Problem } from "../api/problem.ts";
import type { Invitation, Me, Person, Role } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Paged } from "../ui/Paged.tsx";
import { attempt } from "../ui/attempt.ts";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { ManyAtOnce } from "./ManyAtOnce.tsx";

/** One invitation, several from a file, and those that are open. */
export function Invitations({ me, coaches }: { me: Me; coaches: Person[] }) {
  const [version, setVersion] = useState(0);
  const onSent = () => setVersion((now) => now + 1);
  return (
    <div class="stack">
      <InviteForm me={me} coaches={coaches} onSent={onSent} />
      <ManyAtOnce me={me} coaches={coaches} onDone={onSent} />
      <section class="card">
        <h2>{desk.invite.listTitle}</h2>
        <Paged of={`invitations ${version}`} load={listInvitations} empty={<p class="quiet">{desk.invite.listEmpty}</p>}>
          {(items, reload) => (
            <ul class="lines">
              {items.map((invitation) => (
                <InvitationLine key={invitation.id} invitation={invitation} onChanged={reload} />
              ))}
            </ul>
          )}
        </Paged>
      </section>
    </div>
  );
}

function InviteForm({ me, coaches, onSent }: { me: Me; coaches: Person[]; onSent: () => void }) {
  const isOwner = me.roles.includes("owner");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>(["client"]);
  const [coach, setCoach] = useState(coaches.find(({ id }) => id === me.id)?.id ?? coaches[0]?.id ?? "");
  const [problems, setProblems] = useState<Record<string, string>>({});
  const isClient = roles.includes("client");
  const send = async () => {
    const found = {
      ...(name.trim() === "" && { name: desk.invite.nameMissing }),
      ...(!/^\S+@\S+\.\S+$/.test(email.trim()) && { email: desk.invite.emailInvalid }),
      ...(roles.length === 0 && { roles: desk.invite.rolesMissing }),
    };
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    try {
      await invite({ name: name.trim(), email: email.trim(), roles, coach_id: isOwner && isClient && coach !== "" ? coach : null });
    } catch (error) {
      const fields = error instanceof Problem ? error.fields : [];
      if (fields.length === 0) toast(error instanceof Problem && error.status === 429 ? error.message : troubleText(error));
      return setProblems(Object.fromEntries(fields.map(({ field, detail }) => [field, detail])));
    }
    toast(desk.invite.sent(name.trim()));
    setName("");
    setEmail("");
    onSent();
  };
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{desk.invite.title}</h2>
      <div class="pairs">
        <TextField label={desk.invite.name} autoComplete="off" value={name} onInput={setName} maxLength={120} problem={problems["name"]} />
        <TextField
          label={desk.invite.email}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          onInput={setEmail}
          problem={problems["email"]}
        />
      </div>
      {isOwner && (
        <>
          <Choice
            question={desk.invite.roles}
            options={optionsOf<Role>(words.practice.roles)}
            chosen={roles}
            onChoose={(role) => setRoles(roles.includes(role) ? roles.filter((it) => it !== role) : [...roles, role])}
          />
          {problems["roles"] !== undefined && <p class="field-problem">{problems["roles"]}</p>}
          {isClient && <CoachField coaches={coaches} coach={coach} onChange={setCoach} problem={problems["coach_id"]} />}
        </>
      )}
      <div>
        <Button kind="primary" submit>
          {desk.invite.send}
        </Button>
      </div>
    </form>
  );
}

export function CoachField(props: { coaches: Person[]; coach: string; onChange: (id: string) => void; problem?: string | undefined }) {
  if (props.coaches.length === 0) return <p class="quiet">{desk.people.noCoaches}</p>;
  return (
    <SelectField
      label={desk.invite.coach}
      value={props.coach}
      options={props.coaches.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={props.onChange}
      problem={props.problem}
    />
  );
}

function InvitationLine({ invitation, onChanged }: { invitation: Invitation; onChanged: () => Promise<void> }) {
  const { id, name, email, roles, coach, invited_by, sent_at, expires_at, state } = invitation;
  const again = async () => {
    try {
      await inviteAgain(id);
      toast(desk.invite.againDone);
    } catch (error) {
      toast(error instanceof Problem && error.status === 429 ? error.message : troubleText(error));
    }
    await onChanged();
  };
  return (
    <li class="line row-between">
      <div>
        <p>
          {name} <span class="small quiet">{email}</span>
        </p>
        <p class="small quiet">
          {roles.map((role) => words.practice.roles[role]).join(", ")}
          {coach !== null && ` · ${desk.people.coach}: ${coach.name}`}
        </p>
        <p class="small quiet">{desk.invite.state(invited_by.name, sent_at, expires_at, state === "open")}</p>
      </div>
      <div class="row">
        <Button label={desk.invite.labelled(desk.invite.again, name)} onClick={() => void again()}>
          {desk.invite.again}
        </Button>
        <Button
          kind="plain"
          label={desk.invite.labelled(desk.invite.cancel, name)}
          onClick={() => void attempt(() => cancelInvitation(id), desk.invite.cancelled).then(onChanged)}
        >
          {desk.invite.cancel}
        </Button>
      </div>
    </li>
  );
}
