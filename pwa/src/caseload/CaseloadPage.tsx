import { useMemo, useState } from "preact/hooks";
import { listCaseload } from "../api/triageCalls.ts";
import { every } from "../api/every.ts";
import { useLive } from "../api/live.ts";
import { useResource } from "../api/resource.ts";
import type { CaseloadRow, Day, Me } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { optionsOf } from "../ui/Choice.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { arranged, isAmong, type Among, type Order } from "./arrange.ts";
import { CaseloadTable } from "./CaseloadTable.tsx";
import { useGradually } from "./useGradually.ts";

/** So many lines are drawn at first: a caseload of hundreds answers to each letter without a pause. */
const LINES = 20;

type Cases = { rows: readonly CaseloadRow[]; isWhole: boolean };

/** Who needs me today, and why: attention first, as the server sorts it. */
export function CaseloadPage({ me }: { me: Me }) {
  // All of it, so that a name is found and an order holds, whichever page it stands on; the first page as soon as it is there.
  const { resource, reload, refresh } = useResource<Cases>("caseload", async (soFar) => {
    const all = await every(listCaseload, (rows) => soFar({ rows, isWhole: false }));
    return { ...all, data: { rows: all.data, isWhole: true } };
  });
  useLive(refresh);
  const needs = resource.state === "ready" && resource.data.isWhole ? resource.data.rows.filter((row) => isAmong(row, "look")).length : null;
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
        {(cases) => <Caseload {...cases} today={me.today} />}
      </Loaded>
    </>
  );
}

function Caseload({ rows, isWhole, today }: Cases & { today: Day }) {
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState<Order>("attention");
  const [among, setAmong] = useState<Among>("all");
  const found = useMemo(() => arranged(rows, wanted, order, among), [rows, wanted, order, among]);
  const drawn = useGradually(found.length, LINES, `${order} ${among} ${wanted}`);
  if (rows.length === 0) {
    return (
      <div class="card soft">
        <p>
          <strong>{words.caseload.empty}</strong> {words.caseload.emptyHelp}
        </p>
        <p>
          <a class="button" href="/people">
            {words.tabs.people}
          </a>
        </p>
      </div>
    );
  }
  const isNarrowed = wanted.trim() !== "" || among !== "all";
  return (
    <div class="stack">
      <div class="two">
        <TextField label={desk.find.name} value={wanted} onInput={setWanted} autoComplete="off" />
        <div class="pairs">
          <SelectField<Among> label={desk.find.among} value={among} options={optionsOf(desk.find.groups)} onChange={setAmong} />
          <SelectField<Order> label={desk.find.order} value={order} options={optionsOf(desk.find.orders)} onChange={setOrder} />
        </div>
      </div>
      <p class="small quiet" role="status">
        {!isWhole && desk.find.reading(rows.length)}
        {isWhole && isNarrowed && desk.find.found(found.length, rows.length)}
      </p>
      {found.length > 0 && <CaseloadTable rows={found} drawn={drawn} today={today} />}
    </div>
  );
}
