import { useState } from "preact/hooks";
import { listCaseload } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { CaseloadRow, Day, Me, Page, Suggestion } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { Sparkline } from "../ui/charts/Sparkline.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Status, statusOf } from "../ui/Status.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** Who needs me today, and why: attention first, as the server sorts it. */
export function CaseloadPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("caseload", () => listCaseload());
  const needs = resource.state === "ready" ? resource.data.items.filter(isWorthALook).length : null;
  return (
    <>
      <PageHead title={words.caseload.title} lead={needs === null ? undefined : words.caseload.needs(needs)} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(page) => <Caseload first={page} today={me.today} />}
      </Loaded>
    </>
  );
}

function Caseload({ first, today }: { first: Page<CaseloadRow>; today: Day }) {
  const [more, setMore] = useState<{ items: CaseloadRow[]; next: string | null }>({ items: [], next: first.next });
  const rows = [...first.items, ...more.items];
  if (rows.length === 0) {
    return (
      <div class="card soft">
        <p>
          <strong>{words.caseload.empty}</strong> {words.caseload.emptyHelp}
        </p>
      </div>
    );
  }
  const showMore = async (cursor: string) => {
    try {
      const { data } = await listCaseload(cursor);
      setMore({ items: [...more.items, ...data.items], next: data.next });
    } catch (error) {
      toast(troubleText(error));
    }
  };
  const { next } = more;
  return (
    <div class="stack">
      <div class="caseload">
        <table>
          <caption class="hidden">{words.caseload.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.caseload.client}</th>
              <th scope="col">{words.caseload.status}</th>
              <th scope="col">{words.caseload.why}</th>
              <th scope="col">{words.caseload.trend}</th>
              <th scope="col" class="last">
                {words.caseload.lastCheckIn}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.client.id} row={row} today={today} />
            ))}
          </tbody>
        </table>
      </div>
      {next !== null && (
        <div>
          <Button onClick={() => void showMore(next)}>{words.common.more}</Button>
        </div>
      )}
    </div>
  );
}

function Row({ row, today }: { row: CaseloadRow; today: Day }) {
  const { client, level, lane, why, sparkline, last_check_in_on, open_suggestion } = row;
  return (
    <tr>
      <th scope="row" class="who">
        <a href={`/clients/${client.id}`}>{client.name}</a>
      </th>
      <td>
        <Status level={level} lane={lane} />
      </td>
      <td class="why small">
        {why}
        {open_suggestion !== null && <SuggestionLink suggestion={open_suggestion} client={client.name} />}
      </td>
      <td>
        <Sparkline values={sparkline} />
      </td>
      <td class="small quiet last">{last_check_in_on === null ? words.caseload.never : nearDay(last_check_in_on, today)}</td>
    </tr>
  );
}

function SuggestionLink({ suggestion, client }: { suggestion: { id: string; state: Suggestion["state"] }; client: string }) {
  const { drafted, offered, answered } = words.caseload.suggestions;
  const said = suggestion.state === "drafted" ? drafted : suggestion.state === "offered" ? offered : answered;
  return (
    <>
      {" "}
      <a class="draft-link" href={`/suggestions/${suggestion.id}`} aria-label={words.checkIn.labelled(said, client)}>
        {said}
      </a>
    </>
  );
}

function isWorthALook({ level, lane, open_suggestion }: CaseloadRow): boolean {
  const status = statusOf(level, lane);
  return open_suggestion?.state === "drafted" || !["too_early", "on_path", "behind", "slipping", "paused"].includes(status);
}
