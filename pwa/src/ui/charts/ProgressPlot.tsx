import { useId } from "preact/hooks";
import type { Progress } from "../../api/types.ts";
import { addDays, dayAndMonth, daysBetween, fullDay, number } from "../../i18n/dates.ts";
import { words } from "../../i18n/words.ts";
import { heightsOf, marksOf, planOn, runsOf, ticks, type Mark } from "./scale.ts";
import { Twin } from "./Twin.tsx";
import { useWidth } from "./useWidth.ts";

const HEIGHT = 208;
const PAD = { top: 14, right: 10, bottom: 26, left: 38 };

/** Progress against the expected path. Circles moved, diamonds did not, pauses are gaps; a table says the same. */
export function ProgressPlot({ progress, title }: { progress: Progress; title: string }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = useId();
  const marks = marksOf(progress);
  const plan = heightsOf(progress, progress.plan);
  if (marks.length === 0 && plan.length < 2) return <p class="quiet">{words.plots.noPoints}</p>;

  const first = [plan[0]?.on, marks[0]?.on].filter((day) => day !== undefined).toSorted()[0] ?? progress.as_of;
  // The future matters only a little further than today.
  const lastPlanned = plan.at(-1)?.on ?? progress.as_of;
  const horizon = addDays(progress.as_of, Math.max(14, Math.round(daysBetween(first, progress.as_of) * 0.2)));
  const last = lastPlanned > horizon ? horizon : lastPlanned > progress.as_of ? lastPlanned : progress.as_of;
  const planNow = planOn(plan, progress.as_of) ?? plan.at(-1)?.y ?? null;
  const edge = [...plan.filter(({ on }) => on < last), { on: last, y: planOn(plan, last) ?? plan.at(-1)?.y ?? 0 }];

  const ys = [...marks.map(({ y }) => y), ...edge.map(({ y }) => y)];
  const scale = ticks(Math.min(...ys), Math.max(...ys));
  const low = scale[0] ?? 0;
  const high = scale.at(-1) ?? 1;
  const days = Math.max(1, daysBetween(first, last));
  const x = (on: string) => PAD.left + (daysBetween(first, on) / days) * (width - PAD.left - PAD.right);
  const y = (value: number) => PAD.top + ((high - value) / (high - low || 1)) * (HEIGHT - PAD.top - PAD.bottom);
  const line = (points: readonly { on: string; y: number }[]) =>
    points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.on).toFixed(1)} ${y(point.y).toFixed(1)}`).join("");
  const floor = y(plan[0]?.y ?? low);
  const now = marks.at(-1);
  const finding = findingOf(progress, title, now, planNow);

  return (
    <div class="figure" ref={ref}>
      <svg class="plot" width={width} height={HEIGHT} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
        <title id={`${id}-t`}>{words.goal.progress}</title>
        <desc id={`${id}-d`}>{finding}</desc>
        {progress.excused.map((pause) => {
          const from = Math.max(x(pause.from_on), PAD.left);
          const until = Math.min(x(addDays(pause.until_on ?? progress.as_of, 1)), width - PAD.right);
          return until <= from ? null : (
            <rect class="excused-span" key={pause.from_on} x={from} y={PAD.top} width={until - from} height={HEIGHT - PAD.top - PAD.bottom} />
          );
        })}
        {scale.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={PAD.left} x2={width - PAD.right} y1={y(tick)} y2={y(tick)} />
            <text x={PAD.left - 8} y={y(tick) + 4} text-anchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        <path class="expected-area" d={`${line(edge)}L${x(last).toFixed(1)} ${floor.toFixed(1)}Z`} />
        <path class="expected-edge" d={line(edge)} />
        {progress.replans.map(({ on }) => (
          <line class="replan" key={on} x1={x(on)} x2={x(on)} y1={PAD.top} y2={HEIGHT - PAD.bottom} />
        ))}
        {runsOf(marks, progress).map((run) => (
          <path class="series" key={run[0]?.on} d={line(run)} />
        ))}
        {marks.map((mark) => (
          <MarkShape key={mark.on} x={x(mark.on)} y={y(mark.y)} isMoving={mark.isMoving} />
        ))}
        <text x={PAD.left} y={HEIGHT - 6}>
          {dayAndMonth(first)}
        </text>
        <text x={width - PAD.right} y={HEIGHT - 6} text-anchor="end">
          {dayAndMonth(last)}
        </text>
      </svg>
      {marks.length === 1 && <p class="small quiet">{words.plots.onePoint}</p>}
      <PlotLegend progress={progress} />
      <PlotTable progress={progress} marks={marks} plan={plan} caption={finding} />
    </div>
  );
}

function findingOf(progress: Progress, title: string, now: Mark | undefined, planNow: number | null): string {
  if (now === undefined || planNow === null) return words.plots.noPoints;
  const say = (value: number) =>
    progress.kind === "metric" ? `${number(value)}${progress.unit === null ? "" : ` ${progress.unit}`}` : words.plots.weeksOfPlan(value);
  return words.plots.progressFinding(title, say(now.y), say(planNow));
}

function MarkShape({ x, y, isMoving }: { x: number; y: number; isMoving: boolean }) {
  if (isMoving) return <circle class="moving" cx={x} cy={y} r="4" />;
  return <path class="unchanged" d={`M${x} ${y - 5}l5 5-5 5-5-5z`} />;
}

function PlotLegend({ progress }: { progress: Progress }) {
  const mark = (shape: "moving" | "unchanged") => (
    <svg class="plot" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <MarkShape x={6} y={6} isMoving={shape === "moving"} />
    </svg>
  );
  return (
    <p class="legend-row" aria-hidden="true">
      <span>{progress.kind === "metric" ? (progress.unit ?? words.plots.value) : words.plots.axisWeeks}</span>
      <span>
        {mark("moving")} {words.plots.moving}
      </span>
      <span>
        {mark("unchanged")} {words.plots.unchanged}
      </span>
      <span>
        <svg class="plot" width="18" height="12" viewBox="0 0 18 12">
          <path class="expected-edge" d="M1 6H17" />
        </svg>
        {words.plots.plan}
      </span>
      {progress.replans.length > 0 && (
        <span>
          <svg class="plot" width="4" height="12" viewBox="0 0 4 12">
            <line class="replan" x1="2" x2="2" y1="0" y2="12" />
          </svg>
          {words.plots.replanned}
        </span>
      )}
    </p>
  );
}

type TableProps = { progress: Progress; marks: Mark[]; plan: { on: string; y: number }[]; caption: string };

function PlotTable({ progress, marks, plan, caption }: TableProps) {
  const rows = marks.map((mark) => {
    const planned = planOn(plan, mark.on);
    return {
      on: mark.on,
      cells: [
        fullDay(mark.on),
        number(mark.y),
        planned === null ? "–" : number(Math.round(planned * 10) / 10),
        mark.isMoving ? words.plots.moving : words.plots.unchanged,
      ],
    };
  });
  const changes = progress.replans.map(({ on }) => ({ on, cells: [fullDay(on), "–", "–", words.plots.replanned] }));
  return (
    <Twin
      caption={caption}
      columns={[words.plots.date, words.plots.value, words.plots.planned, words.plots.state]}
      rows={[...rows, ...changes].toSorted((a, b) => (a.on < b.on ? 1 : -1)).map(({ cells }) => cells)}
    />
  );
}
