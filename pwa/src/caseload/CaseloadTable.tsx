import { Component } from "preact";
import type { CaseloadRow, Day, Suggestion } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Sparkline } from "../ui/charts/Sparkline.tsx";
import { Status } from "../ui/Status.tsx";

/** Lines that are laid out and drawn together, and not at all while they are far from sight. */
const TOGETHER = 10;

type Props = { rows: readonly CaseloadRow[]; today: Day; isLinked?: boolean };

/**
 * One line a client. Without links, it is what the client sees of their own line. Each line is a grid of its own, so that a long list
 * is not measured anew with every line that is added; the roles say that it is a table all the same.
 */
export function CaseloadTable({ rows, today, isLinked = true }: Props) {
  const groups = Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, i) => rows.slice(i * TOGETHER, (i + 1) * TOGETHER));
  return (
    <div class="caseload">
      <table role="table" aria-label={words.caseload.title}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{words.caseload.client}</th>
            <th role="columnheader">{words.caseload.status}</th>
            <th role="columnheader">{words.caseload.why}</th>
            <th role="columnheader">{words.caseload.trend}</th>
            <th role="columnheader" class="last">
              {words.caseload.lastCheckIn}
            </th>
          </tr>
        </thead>
        {groups.map((group, i) => (
          <Lines key={i} rows={group} today={today} isLinked={isLinked} />
        ))}
      </table>
    </div>
  );
}

class Lines extends Component<Required<Props>> {
  // Of a list of hundreds only the lines that changed are gone through.
  override shouldComponentUpdate({ rows, today, isLinked }: Required<Props>): boolean {
    const { props } = this;
    return today !== props.today || isLinked !== props.isLinked || rows.length !== props.rows.length || rows.some((row, i) => row !== props.rows[i]);
  }

  override render({ rows, today, isLinked }: Required<Props>) {
    return (
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={row.client.id} row={row} today={today} isLinked={isLinked} />
        ))}
      </tbody>
    );
  }
}

function Row({ row, today, isLinked }: { row: CaseloadRow; today: Day; isLinked: boolean }) {
  const { client, level, lane, why, sparkline, last_check_in_on, open_suggestion, unread_replies } = row;
  return (
    <tr role="row">
      <th role="rowheader" class="who">
        {isLinked ? <a href={`/clients/${client.id}`}>{client.name}</a> : client.name}
      </th>
      <td role="cell">
        <Status level={level} lane={lane} />
      </td>
      <td role="cell" class="why small">
        {why}
        {isLinked && unread_replies > 0 && <ReplyLink client={client} />}
        {open_suggestion !== null && <SuggestionLink suggestion={open_suggestion} client={client.name} />}
      </td>
      <td role="cell">
        <Sparkline values={sparkline} />
      </td>
      <td role="cell" class="small quiet last">
        {last_check_in_on === null ? words.caseload.never : nearDay(last_check_in_on, today)}
      </td>
    </tr>
  );
}

function ReplyLink({ client }: { client: CaseloadRow["client"] }) {
  return (
    <>
      {" "}
      <a class="draft-link reply-link" href={`/clients/${client.id}`} aria-label={words.checkIn.labelled(words.caseload.replied, client.name)}>
        {words.caseload.replied}
      </a>
    </>
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
