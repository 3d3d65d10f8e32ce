import type { IconNode } from "lucide";
import { h } from "preact";

type Props = { of: IconNode; size?: number; turns?: boolean };

/** A drawing beside words that say the same; hidden from assistive technology. An arrow `turns` with the way people read. */
export function Icon({ of, size = 20, turns = false }: Props) {
  return (
    <svg
      class={turns ? "turns" : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes as Record<string, string>))}
    </svg>
  );
}
