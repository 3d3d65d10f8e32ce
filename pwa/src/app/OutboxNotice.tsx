import { CloudUpload, TriangleAlert } from "lucide";
import { useState } from "preact/hooks";
import { words } from "../i18n/words.ts";
import { discard, flushSoon, refused, tryAgain, waiting } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Sheet } from "../ui/Sheet.tsx";

/** "2 waiting", and behind it what waits, what was not accepted, and what can be done about it. */
export function OutboxNotice() {
  const [isOpen, setOpen] = useState(false);
  const waits = waiting.value.length;
  const problems = refused.value.length;
  return (
    <>
      <span role="status">
        {waits + problems > 0 && (
          <button type="button" class="topbar-link waiting" onClick={() => setOpen(true)}>
            <Icon of={problems > 0 ? TriangleAlert : CloudUpload} size={16} />
            {problems > 0 ? words.outbox.refusedTitle(problems) : words.outbox.waiting(waits)}
          </button>
        )}
      </span>
      {isOpen && <OutboxSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function OutboxSheet({ onClose }: { onClose: () => void }) {
  const waits = waiting.value.length;
  return (
    <Sheet title={waits > 0 ? words.outbox.waiting(waits) : words.outbox.synced} onClose={onClose}>
      {waits > 0 && (
        <div class="stack">
          <p>{words.outbox.waitingLong(waits)}</p>
          {isSafariTab() && <p class="quiet">{words.outbox.safariWarning}</p>}
          <div>
            <Button onClick={() => void flushSoon()}>{words.outbox.sendNow}</Button>
          </div>
        </div>
      )}
      {refused.value.map((item) => (
        <div class="card" key={item.path}>
          <p>
            <strong>{words.outbox.refused}.</strong> {item.refused?.detail}
          </p>
          <p class="small quiet">{words.outbox.refusedSafe}</p>
          <div class="row">
            <Button onClick={() => void tryAgain(item)}>{words.outbox.tryAgain}</Button>
            <Button kind="danger" onClick={() => void discard(item)}>
              {words.outbox.discard}
            </Button>
          </div>
        </div>
      ))}
    </Sheet>
  );
}

/** Safari clears a site's storage after seven days of use without a visit, unless the app is installed. */
function isSafariTab(): boolean {
  const isSafari = /Safari\//.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
  return isSafari && !matchMedia("(display-mode: standalone)").matches;
}
