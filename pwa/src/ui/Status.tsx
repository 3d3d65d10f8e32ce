import type { Lane, Level } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { statusOf, type StatusName } from "./statusOf.ts";

type Tone = "path" | "behind" | "talk" | "paused";
type Shape = "circle" | "triangle" | "diamond" | "pause" | "ring";

const LOOKS: Record<StatusName, { tone: Tone; shape: Shape }> = {
  too_early: { tone: "paused", shape: "ring" },
  on_path: { tone: "path", shape: "circle" },
  behind: { tone: "behind", shape: "triangle" },
  slipping: { tone: "behind", shape: "triangle" },
  stalled: { tone: "talk", shape: "diamond" },
  stalled_loaded: { tone: "talk", shape: "diamond" },
  consider_support: { tone: "talk", shape: "diamond" },
  at_a_cost: { tone: "behind", shape: "triangle" },
  quiet: { tone: "paused", shape: "ring" },
  paused: { tone: "paused", shape: "pause" },
};

export function Status({ level, lane }: { level: Level; lane: Lane | null }) {
  const name = statusOf(level, lane);
  const { tone, shape } = LOOKS[name];
  return (
    <span class={`pill status tone-${tone}`}>
      {ShapeMark({ shape })}
      {words.status[name]}
    </span>
  );
}

function ShapeMark({ shape }: { shape: Shape }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      {shape === "circle" && <circle cx="6" cy="6" r="5" />}
      {shape === "triangle" && <path d="M6 1 11.5 11H.5Z" />}
      {shape === "diamond" && <path d="M6 0 12 6 6 12 0 6Z" />}
      {shape === "pause" && <path d="M2 1h3v10H2zM7 1h3v10H7z" />}
      {shape === "ring" && <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.75" />}
    </svg>
  );
}
