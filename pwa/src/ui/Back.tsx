import { ArrowLeft } from "lucide";
import { Icon } from "./Icon.tsx";

/** The way up from a page. */
export function Back({ href, to }: { href: string; to: string }) {
  return (
    <p>
      <a class="back" href={href}>
        <Icon of={ArrowLeft} turns /> {to}
      </a>
    </p>
  );
}
