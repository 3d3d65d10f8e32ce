import { Component } from "preact";
import type { CaseloadRow, Day, Suggestion } from "../api/types.ts";
import { nearDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Sparkline } from "../ui/charts/Sparkline.tsx";
import { Status } from "../ui/Status.tsx";

/** Lines that are laid out and painted together, and apart from the others. */
const TOGETHER = 10;
/** What a line takes up as long as it is not there. */
const LINE_REM = 4.2;

type Common = { rows: readonly CaseloadRow[]; today: Day; isLinked?: boolean };
type Props = Common & {
  /** So many lines from the first on; the others have their place, and come. */
  drawn?: number;
};

/**
 * One line a client. Without links, it is what the client sees of their own line. Each line is a grid of its own, so that a long list
 * is not measured anew with every line that is added; the roles say that it is a table all the same.
 */
export function CaseloadTable({ rows, today, isLinked = true, drawn = rows.length }: Props) {
  const starts = Array.from({ length: Math.ceil(drawn / TOGETHER) }, (_, i) => i * TOGETHER);
  return (
    <div class="caseload">
      <table role="table" aria-label={words.caseload.title} aria-rowcount={rows.length + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            <th role="columnheader">{words.caseload.client}</th>
            <th role="columnheader">{words.caseload.status}</th>
            <th role="columnheader">{words.caseload.why}</th>
            <th role="columnheader">{words.caseload.trend}</th>
            <th role="columnheader" class="last">
              {words.caseload.lastCheckIn}
            </th>
          </tr>
        </thead>
        {starts.map((start) => (
          <Lines key={start} start={start} rows={rows.slice(start, Math.min(drawn, start + TOGETHER))} today={today} isLinked={isLinked} />
        ))}
      </table>
      {drawn < rows.length && <div style={{ blockSize: `${(rows.length - drawn) * LINE_REM}rem` }} />}
    </div>
  );
}

type Part = Required<Common> & { start: number };

class Lines extends Component<Part> {
  // Of a list of hundreds only the lines that changed are gone through.
  override shouldComponentUpdate({ rows, today, isLinked }: Part): boolean {
    const { props } = this;
    return today !== props.today || isLinked !== props.isLinked || rows.length !== props.rows.length || rows.some((row, i) => row !== props.rows[i]);
  }

  override render({ rows, today, isLinked, start }: Part) {
    return <tbody role="rowgroup">{rows.map((row, i) => line(row, start + i + 2, today, isLinked))}</tbody>;
  }
}

/** Called and not made a component of, as are its parts: there are hundreds, and they come while somebody may be scrolling. */
function line(row: CaseloadRow, index: number, today: Day, isLinked: boolean) {
  const { client, level, lane, why, sparkline, last_check_in_on, open_suggestion, unread_replies } = row;
  return (
    <tr role="row" aria-rowindex={index} key={client.id}>
      <th role="rowheader" class="who">
        {isLinked ? <a href={`/clients/${client.id}`}>{client.name}</a> : client.name}
      </th>
      <td role="cell">{Status({ level, lane })}</td>
      <td role="cell" class="why small">
        {why}
        {isLinked && unread_replies > 0 && ReplyLink({ client })}
        {open_suggestion !== null && SuggestionLink({ suggestion: open_suggestion, client: client.name })}
      </td>
      <td role="cell">{Sparkline({ values: sparkline })}</td>
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
