import { useState } from "preact/hooks";
import { listCaseload } from "../api/calls.ts";
import { every } from "../api/every.ts";
import { useResource } from "../api/resource.ts";
import type { CaseloadRow, Day, Me } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { statusOf } from "../ui/Status.tsx";
import { arranged, type Order } from "./arrange.ts";
import { CaseloadTable } from "./CaseloadTable.tsx";

/** So many lines are drawn at once: a caseload of hundreds answers to each letter without a pause. */
const LINES = 50;

/** Who needs me today, and why: attention first, as the server sorts it. */
export function CaseloadPage({ me }: { me: Me }) {
  // All of it, so that a name is found and an order holds, whichever page it stands on.
  const { resource, reload } = useResource("caseload", () => every(listCaseload));
  const needs = resource.state === "ready" ? resource.data.filter(isWorthALook).length : null;
  return (
    <>
      <PageHead
        title={words.caseload.title}
        lead={needs === null ? undefined : words.caseload.needs(needs)}
        actions={
          <a class="button" href="/templates">
            {desk.templates.title}
          </a>
        }
      />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(rows) => <Caseload rows={rows} today={me.today} />}
      </Loaded>
    </>
  );
}

function Caseload({ rows, today }: { rows: readonly CaseloadRow[]; today: Day }) {
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState<Order>("attention");
  const [lines, setLines] = useState(LINES);
  if (rows.length === 0) {
    return (
      <div class="card soft">
        <p>
          <strong>{words.caseload.empty}</strong> {words.caseload.emptyHelp}
        </p>
      </div>
    );
  }
  const found = arranged(rows, wanted, order);
  return (
    <div class="stack">
      <div class="two">
        <TextField label={desk.find.name} value={wanted} onInput={setWanted} autoComplete="off" />
        <SelectField<Order> label={desk.find.order} value={order} options={optionsOf(desk.find.orders)} onChange={setOrder} />
      </div>
      <p class="small quiet" role="status">
        {wanted.trim() === "" ? "" : desk.find.found(found.length, rows.length)}
      </p>
      {found.length > 0 && <CaseloadTable rows={found.slice(0, lines)} today={today} />}
      {found.length > lines && (
        <div>
          <Button onClick={() => setLines(lines + LINES)}>{words.common.more}</Button>
        </div>
      )}
    </div>
  );
}

/** Whether the coach is asked for something here today. */
function isWorthALook({ level, lane, open_suggestion }: CaseloadRow): boolean {
  return open_suggestion?.state === "drafted" || !["too_early", "on_path", "behind", "slipping", "paused"].includes(statusOf(level, lane));
}
