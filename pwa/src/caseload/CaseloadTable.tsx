import type { CaseloadRow, Day, Suggestion } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Sparkline } from "../ui/charts/Sparkline.tsx";
import { Status } from "../ui/Status.tsx";

/** One line a client. Without links, it is what the client sees of their own line. */
export function CaseloadTable({ rows, today, isLinked = true }: { rows: readonly CaseloadRow[]; today: Day; isLinked?: boolean }) {
  return (
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
            <Row key={row.client.id} row={row} today={today} isLinked={isLinked} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, today, isLinked }: { row: CaseloadRow; today: Day; isLinked: boolean }) {
  const { client, level, lane, why, sparkline, last_check_in_on, open_suggestion } = row;
  return (
    <tr>
      <th scope="row" class="who">
        {isLinked ? <a href={`/clients/${client.id}`}>{client.name}</a> : client.name}
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
