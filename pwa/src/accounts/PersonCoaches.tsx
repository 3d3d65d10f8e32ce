import { useState } from "preact/hooks";
import { endEngagement, engage, getEngagement, listEngagements, listMembers } from "../api/deskCalls.ts";
import { every } from "../api/every.ts";
import { useResource } from "../api/resource.ts";
import type { Engagement, Person } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { SelectField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { attempt } from "../ui/attempt.ts";

/** Who coaches this client; to hand them over, end it, or add somebody. */
export function PersonCoaches({ client }: { client: Person }) {
  const { resource, reload } = useResource(`coaches of ${client.id}`, async () => {
    const [engagements, people] = await Promise.all([every(listEngagements), every(listMembers)]);
    return {
      ...engagements,
      data: {
        engagements: engagements.data.filter(({ client_id, until_on }) => client_id === client.id && until_on === null),
        coaches: people.data.filter(({ id, roles }) => roles.includes("coach") && id !== client.id),
      },
    };
  });
  return (
    <section class="card">
      <h2>{desk.person.coaches}</h2>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ engagements, coaches }) => {
          const others = coaches.filter(({ id }) => engagements.every(({ coach_id }) => coach_id !== id));
          return (
            <>
              {engagements.length === 0 && <p class="quiet">{desk.person.noCoach}</p>}
              {engagements.map((engagement) => (
                <Current
                  key={engagement.id}
                  engagement={engagement}
                  coach={coaches.find(({ id }) => id === engagement.coach_id)?.name ?? desk.person.coaches}
                  others={others}
                  onChanged={reload}
                />
              ))}
              {others.length > 0 && engagements.length === 0 && (
                <Pick
                  label={desk.people.assignTo(client.name)}
                  action={desk.people.assign}
                  others={others}
                  onPick={(coach) => void attempt(() => engage(client.id, coach, null), desk.people.assigned).then(reload)}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

type CurrentProps = { engagement: Engagement; coach: string; others: Person[]; onChanged: () => Promise<void> };

function Current({ engagement, coach, others, onChanged }: CurrentProps) {
  const [isAsking, setAsking] = useState(false);
  const end = async () => {
    const { etag } = await getEngagement(engagement.id);
    await endEngagement(engagement.id, etag ?? "*");
  };
  return (
    <div class="stack-tight">
      <div class="row-between">
        <p>
          {coach} <span class="small quiet">{desk.person.since(engagement.from_on)}</span>
        </p>
        <Button kind="plain" label={desk.invite.labelled(desk.person.end, coach)} onClick={() => setAsking(true)}>
          {desk.person.end}
        </Button>
      </div>
      {others.length > 0 && (
        <Pick
          label={desk.person.handOverTo(coach)}
          action={desk.person.handOver}
          others={others}
          onPick={(next) => void attempt(() => engage(engagement.client_id, next, engagement.id), desk.person.handedOver).then(onChanged)}
        />
      )}
      {isAsking && (
        <Confirm
          title={desk.person.endTitle(coach)}
          action={desk.person.end}
          onConfirm={() => void attempt(end, desk.person.ended).then(onChanged)}
          onClose={() => setAsking(false)}
        >
          <p>{desk.person.endHelp}</p>
        </Confirm>
      )}
    </div>
  );
}

function Pick({ label, action, others, onPick }: { label: string; action: string; others: Person[]; onPick: (id: string) => void }) {
  const [chosen, setChosen] = useState(others[0]?.id ?? "");
  const picked = others.some(({ id }) => id === chosen) ? chosen : (others[0]?.id ?? "");
  return (
    <form
      class="pick"
      onSubmit={(event) => {
        event.preventDefault();
        onPick(picked);
      }}
    >
      <SelectField label={label} value={picked} options={others.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} />
      <Button submit>{action}</Button>
    </form>
  );
}
