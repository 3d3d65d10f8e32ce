import type { CalendarState, Day, StripDay } from "../api/types.ts";
import { dayOfMonth, weekdayLetter } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { GlyphIcon } from "../ui/charts/Glyph.tsx";

type Props = { strip: readonly StripDay[]; today: Day; chosen: Day; onChoose: (on: Day) => void };

/** The last seven days. A tap shows that day, so that what was forgotten can be added. */
export function DayStrip({ strip, today, chosen, onChoose }: Props) {
  return (
    <div class="strip" role="group" aria-label={words.today.lastSevenDays}>
      {strip.map(({ on, due, logged, excused }) => (
        <button
          key={on}
          type="button"
          class="strip-day"
          aria-pressed={on === chosen}
          onClick={() => onChoose(on)}
        >
          <span aria-hidden="true">{weekdayLetter(on)}</span>
          <strong aria-hidden="true">{dayOfMonth(on)}</strong>
          <GlyphIcon state={stateOf(due, logged, excused)} />
          <span class="hidden">{words.today.dayLabel(on, today, due, logged, excused)}</span>
        </button>
      ))}
    </div>
  );
}

function stateOf(due: number, logged: number, isExcused: boolean): CalendarState {
  if (isExcused) return "excused";
  if (logged > 0 && logged >= due) return "done";
  if (logged > 0) return "partly";
  return due > 0 ? "not" : "none";
}
