import { Plus } from "lucide";
import { useState } from "preact/hooks";
import { every } from "../../api/every.ts";
import { dropProgramme, getTemplate, listProgrammes, listTemplates } from "../../api/plannedCalls.ts";
import { useResource } from "../../api/resource.ts";
import type { Me, Programme, Template, Uuid } from "../../api/types.ts";
import { desk } from "../../i18n/desk.ts";
import { words } from "../../i18n/words.ts";
import { Back } from "../../ui/Back.tsx";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Confirm.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { PageHead } from "../../ui/PageHead.tsx";
import { attempt } from "../../ui/attempt.ts";
import { ProgrammeSheet } from "./ProgrammeSheet.tsx";
import { TemplateSheet } from "./TemplateSheet.tsx";
import { sayTemplate } from "./say.ts";

/** The practice's goals for reuse, and the programmes made of them. */
export function TemplatesPage({ me }: { me: Me }) {
  const { templates } = desk;
  const { resource, reload } = useResource("templates", () => every(listTemplates));
  const [open, setOpen] = useState<{ held: Template | null; etag: string | null } | null>(null);
  const show = (id: Uuid) =>
    void attempt(async () => {
      const { data, etag } = await getTemplate(id);
      setOpen({ held: data, etag });
    });
  return (
    <>
      <Back href="/caseload" to={words.client.back} />
      <PageHead
        title={templates.title}
        lead={templates.lead}
        actions={
          <Button onClick={() => setOpen({ held: null, etag: null })}>
            <Icon of={Plus} /> {templates.add}
          </Button>
        }
      />
      <div class="stack-wide">
        <Loaded resource={resource} onRetry={() => void reload()}>
          {(items) => (
            <>
              {items.length === 0 && <p class="card soft">{templates.none}</p>}
              {items.length > 0 && (
                <ul class="card lines">
                  {items.map((it) => (
                    <li class="line row-between" key={it.id}>
                      <div>
                        <p>
                          <strong>{it.title}</strong>
                        </p>
                        <p class="small quiet">
                          {words.goals.areas[it.area]} · {sayTemplate(it)}
                        </p>
                      </div>
                      <Button kind="plain" label={words.checkIn.labelled(words.common.edit, it.title)} onClick={() => show(it.id)}>
                        {words.common.edit}
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
              <Programmes templates={items} me={me} />
            </>
          )}
        </Loaded>
      </div>
      {open !== null && (
        <TemplateSheet
          held={open.held}
          etag={open.etag}
          today={me.today}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            void reload();
          }}
        />
      )}
    </>
  );
}

function Programmes({ templates, me }: { templates: readonly Template[]; me: Me }) {
  const { programmes } = desk;
  const { resource, reload } = useResource("programmes", () => every(listProgrammes));
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Programme | null>(null);
  const titleOf = (id: Uuid) => templates.find((it) => it.id === id)?.title ?? programmes.gone;
  return (
    <section class="card">
      <div class="row-between">
        <h2>{programmes.title}</h2>
        <Button disabled={templates.length === 0} onClick={() => setAdding(true)}>
          <Icon of={Plus} /> {programmes.add}
        </Button>
      </div>
      <p class="small quiet">{programmes.help}</p>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(items) => (
          <ul class="lines">
            {items.map((it) => (
              <li class="line row-between" key={it.id}>
                <div>
                  <p>
                    <strong>{it.title}</strong>
                  </p>
                  <ol class="small quiet">
                    {it.steps.map((step, i) => (
                      <li key={`${step.template_id} ${i}`}>{programmes.step(titleOf(step.template_id), step.release, step.after_days, step.on)}</li>
                    ))}
                  </ol>
                </div>
                <Button kind="plain" label={words.checkIn.labelled(programmes.drop, it.title)} onClick={() => setLeaving(it)}>
                  {programmes.drop}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {isAdding && (
        <ProgrammeSheet
          templates={templates}
          today={me.today}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            void reload();
          }}
        />
      )}
      {leaving !== null && (
        <Confirm
          title={programmes.dropTitle(leaving.title)}
          action={programmes.drop}
          onConfirm={() => void attempt(() => dropProgramme(leaving.id), desk.templates.dropped).then(reload)}
          onClose={() => setLeaving(null)}
        >
          <p>{programmes.dropHelp}</p>
        </Confirm>
      )}
    </section>
  );
}
