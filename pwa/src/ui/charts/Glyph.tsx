import type { CalendarState } from "../../api/types.ts";

/** One of five marks in one hue, drawn around (x, y): ● done, ◐ partly, ○ not, ⏸ excused, · none. */
export function Glyph({ state, x, y, r }: { state: CalendarState; x: number; y: number; r: number }) {
  if (state === "done") return <circle class="mark" cx={x} cy={y} r={r} />;
  if (state === "not") return <circle class="ring" cx={x} cy={y} r={r - 0.75} />;
  if (state === "partly") {
    return (
      <>
        <circle class="ring" cx={x} cy={y} r={r - 0.75} />
        <path class="mark" d={`M${x} ${y - r} A${r} ${r} 0 0 0 ${x} ${y + r} Z`} />
      </>
    );
  }
  if (state === "excused") {
    const w = r * 0.55;
    return (
      <>
        <rect class="mark" x={x - w - 1} y={y - r * 0.75} width={w} height={r * 1.5} rx="1" />
        <rect class="mark" x={x + 1} y={y - r * 0.75} width={w} height={r * 1.5} rx="1" />
      </>
    );
  }
  return <circle class="dot" cx={x} cy={y} r="1.5" />;
}

/** The same mark on its own, for legends and the strip of days. */
export function GlyphIcon({ state, size = 14 }: { state: CalendarState; size?: number }) {
  return (
    <svg class="calendar" width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <Glyph state={state} x={7} y={7} r={6} />
    </svg>
  );
}
