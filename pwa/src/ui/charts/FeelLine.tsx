import { useId } from "preact/hooks";
import { dayAndMonth, daysBetween, fullDay } from "../../i18n/dates.ts";
import { goalPages } from "../../i18n/goalPages.ts";
import { words } from "../../i18n/words.ts";
import { FELT, latest, mostFelt, type FeltOn } from "./patterns.ts";
import { Twin } from "./Twin.tsx";
import { useWidth } from "./useWidth.ts";

const ROW = 26;
const DOT_ROOM = 8;
const PAD = { top: 10, right: 10, bottom: 24 };
const LETTER = 7;

/** How the latest check-ins felt, as many as there is room for: a dot each, joined by steps, with the words on the axis; a table says the same. */
export function FeelLine({ felt: all }: { felt: readonly FeltOn[] }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const name = words.checkIn.felt;
  const left = 10 + Math.max(...FELT.map((it) => name[it].length)) * LETTER;
  const felt = latest(all, (width - left - PAD.right - 8) / DOT_ROOM);
  const id = useId();
  const first = felt[0];
  const last = felt.at(-1);
  const most = mostFelt(felt);
  if (first === undefined || last === undefined || most === null) return null;
  const finding = goalPages.feel.finding(name[most.felt], most.n, felt.length, name[last.felt], last.on);
  const floor = PAD.top + (FELT.length - 1) * ROW;
  const days = Math.max(1, daysBetween(first.on, last.on));
  const dots = felt.map(({ on, felt: it }) => ({
    on,
    x: left + 8 + (daysBetween(first.on, on) / days) * (width - left - PAD.right - 8),
    y: floor - FELT.indexOf(it) * ROW,
  }));
  return (
    <div class="figure" ref={ref}>
      <svg class="plot" width={width} height={floor + PAD.bottom} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
        <title id={`${id}-t`}>{goalPages.feel.title}</title>
        <desc id={`${id}-d`}>{finding}</desc>
        {FELT.map((it, i) => (
          <g key={it}>
            <line class="grid" x1={left} x2={width - PAD.right} y1={floor - i * ROW} y2={floor - i * ROW} />
            <text x={left - 8} y={floor - i * ROW + 4} text-anchor="end">
              {name[it]}
            </text>
          </g>
        ))}
        <path class="series thin" d={dots.map(({ x, y }, i) => (i === 0 ? `M${x.toFixed(1)} ${y}` : `H${x.toFixed(1)}V${y}`)).join("")} />
        {dots.map(({ on, x, y }) => (
          <circle class="moving" key={on} cx={x} cy={y} r="3" />
        ))}
        <text x={left} y={floor + PAD.bottom - 4}>
          {dayAndMonth(first.on)}
        </text>
        <text x={width - PAD.right} y={floor + PAD.bottom - 4} text-anchor="end">
          {dayAndMonth(last.on)}
        </text>
      </svg>
      <p class="small">{finding}</p>
      <Twin caption={finding} columns={[words.plots.date, goalPages.feel.column]} rows={felt.toReversed().map(({ on, felt: it }) => [fullDay(on), name[it]])} />
    </div>
  );
}
