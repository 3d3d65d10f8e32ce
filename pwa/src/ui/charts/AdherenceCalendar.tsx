import { useId } from "preact/hooks";
import type { Progress } from "../../api/types.ts";
import { addDays, daysBetween, fullDay, monthName, weekdayIndex, weekdayLabel } from "../../i18n/dates.ts";
import { words } from "../../i18n/words.ts";
import { Glyph, GlyphIcon } from "./Glyph.tsx";
import { Twin } from "./Twin.tsx";
import { useWidth } from "./useWidth.ts";

const ROWS = 7;
const LABELS = 30;
const TOP = 18;

/** Twelve weeks, one mark a day, Monday on top; a table says the same. */
export function AdherenceCalendar({ progress, title }: { progress: Pick<Progress, "adherence" | "calendar">; title: string }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = useId();
  const days = progress.calendar;
  const first = days[0]?.on;
  if (first === undefined || progress.adherence === null) return null;
  const monday = addDays(first, -weekdayIndex(first));
  const weeks = Math.floor(daysBetween(monday, days.at(-1)?.on ?? first) / 7) + 1;
  const cell = Math.min(24, Math.floor((width - LABELS) / weeks));
  const finding = words.plots.adherence(progress.adherence.kept, progress.adherence.of, progress.adherence.unit);
  const at = (on: string) => {
    const column = Math.floor(daysBetween(monday, on) / 7);
    return { x: LABELS + column * cell + cell / 2, y: TOP + weekdayIndex(on) * cell + cell / 2, column };
  };
  const months = days.filter(({ on }, i) => i === 0 || monthName(on) !== monthName(days[i - 1]?.on ?? on));

  return (
    <div class="figure" ref={ref}>
      <svg
        class="plot calendar"
        width={width}
        height={TOP + ROWS * cell + 4}
        role="img"
        aria-labelledby={`${id}-t`}
        aria-describedby={`${id}-d`}
      >
        <title id={`${id}-t`}>{words.plots.calendarTitle(title)}</title>
        <desc id={`${id}-d`}>{finding}</desc>
        {months.map(({ on }, i) => {
          const { x, column } = at(on);
          const next = months[i + 1];
          // Two names on neighbouring weeks would run into each other.
          return next !== undefined && at(next.on).column - column < 2 ? null : (
            <text key={on} x={x - cell / 2} y={11}>
              {monthName(on)}
            </text>
          );
        })}
        {[0, 2, 4].map((row) => (
          <text key={row} x={0} y={TOP + row * cell + cell / 2 + 4}>
            {weekdayLabel(row)}
          </text>
        ))}
        {days.map(({ on, state }) => (
          <Glyph key={on} state={state} {...at(on)} r={Math.min(7, cell / 2 - 2)} />
        ))}
      </svg>
      <p class="legend-row" aria-hidden="true">
        {(["done", "partly", "not", "excused"] as const).map((state) => (
          <span key={state}>
            <GlyphIcon state={state} size={12} /> {words.plots.states[state]}
          </span>
        ))}
      </p>
      <Twin
        caption={finding}
        columns={[words.plots.date, words.plots.state]}
        rows={days.filter(({ state }) => state !== "none").toReversed().map(({ on, state }) => [fullDay(on), words.plots.states[state]])}
      />
    </div>
  );
}
