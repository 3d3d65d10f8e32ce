import { useState } from "preact/hooks";
import { every } from "../../api/every.ts";
import { endEnrolment, enrol, listEnrolments, listProgrammes, listTemplates, giveTemplate } from "../../api/plannedCalls.ts";
import { useResource } from "../../api/resource.ts";
import type { Day, Enrolment, Uuid } from "../../api/types.ts";
import { dayAndMonth } from "../../i18n/dates.ts";
import { desk } from "../../i18n/desk.ts";
import { words } from "../../i18n/words.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Confirm.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { attempt } from "../../ui/attempt.ts";
import { sayTemplate } from "./say.ts";

type Props = { client: Uuid; name: string; today: Day; onGiven: () => Promise<void> };

/** Gives a client a goal from a template, or puts them on a programme; and shows the programmes they are on. */
export function FromTemplate({ client, name, today, onGiven }: Props) {
  const { programmes } = desk;
  const { resource, reload } = useResource(`enrolments ${client}`, () => every((cursor) => listEnrolments(client, cursor)));
  const [isOpen, setOpen] = useState(false);
  const going = resource.state === "ready" ? resource.data.filter(({ ended_at }) => ended_at === null) : [];
  return (
    <section class="card">
      <div class="row-between">
        <h2>{programmes.title}</h2>
        <Button onClick={() => setOpen(true)}>{desk.templates.give}</Button>
      </div>
      {going.length === 0 && <p class="quiet">{programmes.notOn}</p>}
      {going.length > 0 && (
        <ul class="lines">
          {going.map((it) => (
            <Going key={it.id} enrolment={it} onChanged={reload} />
          ))}
        </ul>
      )}
      {isOpen && (
        <GiveSheet
          client={client}
          name={name}
          today={today}
          onClose={() => setOpen(false)}
          onGiven={async () => {
            setOpen(false);
            await Promise.all([reload(), onGiven()]);
          }}
        />
      )}
    </section>
  );
}

function Going({ enrolment, onChanged }: { enrolment: Enrolment; onChanged: () => Promise<void> }) {
  const { programmes } = desk;
  const [isAsked, setAsked] = useState(false);
  return (
    <li class="line row-between">
      <div>
        <p>{enrolment.title}</p>
        <p class="small quiet">{programmes.going(dayAndMonth(enrolment.starts_on), enrolment.goals.length)}</p>
      </div>
      <Button
        kind="plain"
        label={words.checkIn.labelled(programmes.end, enrolment.title)}
        onClick={() => setAsked(true)}
      >
        {programmes.end}
      </Button>
      {isAsked && (
        <Confirm
          title={programmes.endTitle(enrolment.title)}
          action={programmes.end}
          onConfirm={() => void attempt(() => endEnrolment(enrolment.id), programmes.ended).then(onChanged)}
          onClose={() => setAsked(false)}
        >
          <p>{programmes.endHelp}</p>
        </Confirm>
      )}
    </li>
  );
}

function GiveSheet({ client, name, today, onClose, onGiven }: Props & { onClose: () => void }) {
  const { templates, programmes } = desk;
  const choices = useResource("templates and programmes", async () => {
    const [offered, series] = await Promise.all([every(listTemplates), every(listProgrammes)]);
    return { ...offered, data: { templates: offered.data, programmes: series.data } };
  });
  const [chosen, setChosen] = useState("");
  const [on, setOn] = useState(today);
  const [isGiving, setGiving] = useState(false);
  const give = async () => {
    const [kind, id = ""] = chosen.split(" ");
    setGiving(true);
    const isGiven = await attempt(() => (kind === "programme" ? enrol(id, client, on) : giveTemplate(id, client, on)), templates.given);
    setGiving(false);
    if (isGiven) await onGiven();
  };
  return (
    <Sheet title={templates.give} subtitle={<p class="quiet">{name}</p>} onClose={onClose}>
      <Loaded resource={choices.resource} onRetry={() => void choices.reload()}>
        {(offered) => {
          const options = [
            ...offered.templates.map((it) => ({ value: `template ${it.id}`, label: it.title })),
            ...offered.programmes.map((it) => ({ value: `programme ${it.id}`, label: programmes.named(it.title) })),
          ];
          const template = offered.templates.find((it) => chosen === `template ${it.id}`);
          if (options.length === 0) {
            return (
              <p>
                {templates.none} <a href="/templates">{templates.title}</a>
              </p>
            );
          }
          return (
            <form
              class="stack"
              onSubmit={(event) => {
                event.preventDefault();
                void give();
              }}
            >
              <SelectField label={templates.which} value={chosen} options={[{ value: "", label: templates.choose }, ...options]} onChange={setChosen} />
              {template !== undefined && <p class="small quiet">{sayTemplate(template)}</p>}
              <TextField label={words.goalForm.startOn} type="date" value={on} onInput={setOn} />
              <div>
                <Button kind="primary" submit disabled={chosen === "" || on === "" || isGiving}>
                  {templates.giveIt}
                </Button>
              </div>
            </form>
          );
        }}
      </Loaded>
    </Sheet>
  );
}
