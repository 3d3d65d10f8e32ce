import { words } from "../../i18n/words.ts";

const WIDTH = 92;
const HEIGHT = 26;

/** Planned weeks gained, one step a week; weeks without an observation are gaps. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const high = Math.max(1.5, ...values.map((value) => value ?? 0));
  const low = Math.min(0, ...values.map((value) => value ?? 0));
  const x = (i: number) => 4 + (i * (WIDTH - 8)) / Math.max(1, values.length - 1);
  const y = (value: number) => 4 + ((high - value) / (high - low)) * (HEIGHT - 8);
  let isDrawing = false;
  const d = values
    .map((value, i) => {
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const command = isDrawing ? "L" : "M";
      isDrawing = true;
      return `${command}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
  const lastIndex = values.findLastIndex((value) => value !== null);
  const last = values[lastIndex];
  return (
    <svg class="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={words.plots.sparkline([...values])}>
      <line class="zero" x1="4" x2={WIDTH - 4} y1={y(0)} y2={y(0)} />
      <path d={d} />
      {last !== null && last !== undefined && <circle cx={x(lastIndex)} cy={y(last)} r="2.5" />}
    </svg>
  );
}
