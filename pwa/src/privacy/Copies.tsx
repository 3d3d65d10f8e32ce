import { useEffect } from "preact/hooks";
import { askForExport, dropExport, fetchExport, listExports } from "../api/privacyCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Export } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { attempt, type AttemptRecently } from "../ui/attempt.ts";

const LOOK_AGAIN_MS = 2_000;
const KEPT_MS = 60_000;

type Props = { attemptRecently: AttemptRecently };

/** A copy of everything: ask for it, wait while it is made, download it. */
export function Copies({ attemptRecently }: Props) {
  const { resource, reload } = useResource("exports", listExports);
  const latest = resource.state === "ready" ? resource.data.items[0] : undefined;
  const isMaking = latest?.state === "waiting";
  useEffect(() => {
    if (!isMaking) return;
    const timer = setInterval(() => void reload(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMaking, reload]);
  return (
    <section class="card">
      <h2>{mine.data.copyTitle}</h2>
      <p class="quiet">{mine.data.copyHelp}</p>
      <Loaded resource={resource} onRetry={() => void reload()}>
        {() => (
          <>
            <div role="status">{latest !== undefined && <CopyState copy={latest} />}</div>
            <div class="row">
              {latest?.state === "ready" && (
                <>
                  <Button kind="primary" onClick={() => void attemptRecently(() => download(latest))}>
                    {mine.data.download}
                  </Button>
                  <Button onClick={() => void attempt(() => dropExport(latest.id), mine.data.dropped).then(reload)}>{mine.data.drop}</Button>
                </>
              )}
              {(latest === undefined || latest.state === "failed") && (
                <Button onClick={() => void attemptRecently(askForExport).then(reload)}>{mine.data.ask}</Button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

async function download(copy: Export): Promise<void> {
  const { data } = await fetchExport(copy.id);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = `waymark-${copy.asked_at.slice(0, 10)}.zip`;
  link.click();
  // Some browsers read it only after this returned.
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

function CopyState({ copy }: { copy: Export }) {
  if (copy.state === "waiting") return <p>{mine.data.making}</p>;
  if (copy.state === "failed") return <p>{mine.data.failed}</p>;
  return <p>{mine.data.ready(new Date(copy.ready_at ?? copy.asked_at), copy.size ?? 0)}</p>;
}
