import { useState } from "preact/hooks";
import { listCaseload } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { CaseloadRow, Day, Me, Page } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { statusOf } from "../ui/Status.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { CaseloadTable } from "./CaseloadTable.tsx";

/** Who needs me today, and why: attention first, as the server sorts it. */
export function CaseloadPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("caseload", () => listCaseload());
  const needs = resource.state === "ready" ? resource.data.items.filter(isWorthALook).length : null;
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
      <CaseloadTable rows={rows} today={today} />
      {next !== null && (
        <div>
          <Button onClick={() => void showMore(next)}>{words.common.more}</Button>
        </div>
      )}
    </div>
  );
}

function isWorthALook({ level, lane, open_suggestion }: CaseloadRow): boolean {
  const status = statusOf(level, lane);
  return open_suggestion?.state === "drafted" || !["too_early", "on_path", "behind", "slipping", "paused"].includes(status);
}
