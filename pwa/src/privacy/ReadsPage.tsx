import { listReads } from "../api/privacyCalls.ts";
import type { ReadEntry } from "../api/types.ts";
import { clock, localDay, longDay } from "../i18n/dates.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Paged } from "../ui/Paged.tsx";

/** Who has opened what of one's own, newest hour first. */
export function ReadsPage() {
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.reads.title} lead={mine.reads.lead} />
      <div class="stack">
        <Paged of="reads" load={listReads} empty={<p class="card soft">{mine.reads.none}</p>}>
          {(items) =>
            daysOf(items).map(([day, entries]) => (
              <section class="card" key={day}>
                <h2>{longDay(day)}</h2>
                <ul class="lines">
                  {entries.map((entry) => (
                    <li class="line row-between" key={`${entry.hour_at}${entry.reader.id}${entry.what}${entry.through}`}>
                      <span>{mine.reads.said(entry.reader.name, mine.reads.what[entry.what] ?? mine.reads.what["other"] ?? "")}</span>
                      <span class="small quiet">
                        {hourOf(entry.hour_at)}, {mine.reads.through[entry.through] ?? entry.through}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            ))
          }
        </Paged>
      </div>
    </>
  );
}

function daysOf(items: readonly ReadEntry[]): [string, ReadEntry[]][] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const days = new Map<string, ReadEntry[]>();
  for (const entry of items) {
    const day = localDay(here, new Date(entry.hour_at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

/** "14:00–15:00": the log knows the hour, not the minute. */
function hourOf(at: string): string {
  const from = new Date(at);
  const until = new Date(from.getTime() + 3_600_000);
  return `${clock(from, from)}–${clock(until, until)}`;
}
