import { freshOrKept } from "../api/kept.ts";
import { getPrivacyNotice, getVisibility } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Me, PrivacyNotice, Sight } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** Who can see what, kind by kind; the notes that coaches keep; what is not claimed. */
export function WhoSeesPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("who sees", () =>
    freshOrKept(me.id, "/who-sees", async () => {
      const [seen, notice] = await Promise.all([getVisibility(), getPrivacyNotice()]);
      return { data: { seen: seen.data.items, notice: notice.data }, etag: null, asOf: null };
    }),
  );
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.whoSees.title} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ seen, notice }) => (
          <div class="stack">
            <CoachNotes notice={notice} />
            <ul class="card lines">
              {seen.map((sight) => (
                <SightLine key={sight.thing} sight={sight} />
              ))}
            </ul>
            <section class="card soft">
              <h2>{mine.whoSees.notClaimed}</h2>
              <ul class="bullets">
                {notice.not_claimed.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
          </div>
        )}
      </Loaded>
    </>
  );
}

function CoachNotes({ notice }: { notice: PrivacyNotice }) {
  const { rule, kept_by } = notice.coach_notes;
  return (
    <section class="card">
      <h2>{mine.whoSees.notes}</h2>
      <p>{rule}</p>
      {kept_by.length === 0 ? (
        <p class="quiet">{mine.whoSees.keptNone}</p>
      ) : (
        kept_by.map(({ coach, notes }) => <p key={coach.id}>{mine.whoSees.kept(coach.name, notes)}</p>)
      )}
    </section>
  );
}

function SightLine({ sight }: { sight: Sight }) {
  const { columns, when, things } = mine.whoSees;
  return (
    <li class="line stack-tight">
      <h2 class="minor">{things[sight.thing] ?? sight.thing}</h2>
      <p class="row small">
        {(["coach", "owner"] as const).map((who) => (
          <span class="pill" key={who}>
            {columns[who]}: {when[sight[who]] ?? sight[who]}
          </span>
        ))}
      </p>
      <p class="small quiet">{sight.words}</p>
    </li>
  );
}
