import { useId } from "preact/hooks";
import type { Obstacle, ObstacleKind } from "../../api/types.ts";
import { number } from "../../i18n/dates.ts";
import { goalPages } from "../../i18n/goalPages.ts";
import { obstacleNames } from "../obstacles.ts";
import { Twin } from "./Twin.tsx";
import { useWidth } from "./useWidth.ts";

const ROW = 36;
const COUNT = 28;

/** What was in the way, most often first, each with its count; a table says the same. */
export function ObstacleBars({ counts }: { counts: readonly [ObstacleKind, number, Obstacle[]][] }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = useId();
  const most = counts[0]?.[1];
  if (most === undefined) return null;
  const finding = goalPages.obstacles.finding(
    counts.filter(([, n]) => n === most).map(([, , codes]) => obstacleNames(codes)),
    most,
  );
  return (
    <div class="figure" ref={ref}>
      <svg class="plot" width={width} height={counts.length * ROW} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
        <title id={`${id}-t`}>{goalPages.obstacles.title}</title>
        <desc id={`${id}-d`}>{finding}</desc>
        {counts.map(([kind, n, codes], i) => {
          const length = Math.max(4, (n / most) * (width - COUNT));
          return (
            <g key={kind}>
              <text x={0} y={i * ROW + 12}>
                {obstacleNames(codes)}
              </text>
              <rect class="bar" x={0} y={i * ROW + 18} width={length} height={10} rx="3" />
              <text x={length + 6} y={i * ROW + 27}>
                {number(n)}
              </text>
            </g>
          );
        })}
      </svg>
      <p class="small">{finding}</p>
      <Twin caption={finding} columns={[goalPages.obstacles.thing, goalPages.obstacles.column]} rows={counts.map(([, n, codes]) => [obstacleNames(codes), number(n)])} />
    </div>
  );
}
