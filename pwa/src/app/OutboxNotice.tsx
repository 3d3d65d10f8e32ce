import { CloudUpload, TriangleAlert } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { recall } from "../api/kept.ts";
import type { Goal, Page, Today, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { discard, flushSoon, refused, tryAgain, waiting } from "../outbox/outbox.ts";
import { sayWhat } from "../outbox/said.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Sheet } from "../ui/Sheet.tsx";

/** "2 waiting", and behind it what waits, what was not accepted, and what can be done about it. */
export function OutboxNotice({ person }: { person: Uuid }) {
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
      {isOpen && <OutboxSheet person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

function OutboxSheet({ person, onClose }: { person: Uuid; onClose: () => void }) {
  const waits = waiting.value.length;
  const titles = useTitles(person);
  return (
    <Sheet title={waits > 0 ? words.outbox.waiting(waits) : words.outbox.synced} onClose={onClose}>
      {waits > 0 && (
        <div class="stack">
          <p>{words.outbox.waitingLong(waits)}</p>
          <ul class="bullets">
            {waiting.value.map((item) => (
              <li key={item.path}>{sayWhat(item, titles)}</li>
            ))}
          </ul>
          {isSafariTab() && <p class="quiet">{words.outbox.safariWarning}</p>}
          <div>
            <Button onClick={() => void flushSoon()}>{words.outbox.sendNow}</Button>
          </div>
        </div>
      )}
      {refused.value.map((item) => (
        <div class="card" key={item.path}>
          <h3>{sayWhat(item, titles)}</h3>
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

/** The names of goals as this phone remembers them: what waits holds only their ids. */
function useTitles(person: Uuid): ReadonlyMap<Uuid, string> {
  const [titles, setTitles] = useState<ReadonlyMap<Uuid, string>>(new Map());
  useEffect(() => {
    void Promise.all([recall<Today>(person, "/today"), recall<Page<Goal>>(person, "/goals")]).then(([today, goals]) => {
      // Today is remembered first: the list of goals may not have come before the network went.
      const known = [...(today?.data.due.map(({ goal }) => goal) ?? []), ...(goals?.data.items ?? [])];
      setTitles(new Map(known.map(({ id, title }) => [id, title])));
    });
  }, [person]);
  return titles;
}

/** Safari clears a site's storage after seven days of use without a visit, unless the app is installed. */
function isSafariTab(): boolean {
  const isSafari = /Safari\//.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);
  return isSafari && !matchMedia("(display-mode: standalone)").matches;
}
