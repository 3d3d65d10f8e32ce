import { ChevronRight } from "lucide";
import { Icon } from "./Icon.tsx";

/** Ways to further pages, one a line. */
export function Links({ label, links }: { label: string; links: readonly { href: string; title: string; help?: string }[] }) {
  return (
    <nav class="card lines links" aria-label={label}>
      {links.map(({ href, title, help }) => (
        <a class="line" href={href} key={href}>
          <span>
            <strong>{title}</strong>
            {help !== undefined && <span class="small quiet">{help}</span>}
          </span>
          <Icon of={ChevronRight} turns />
        </a>
      ))}
    </nav>
  );
}
