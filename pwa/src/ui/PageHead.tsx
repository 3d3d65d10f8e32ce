import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../i18n/words.ts";

/** The page's one heading. It takes the focus on arrival, so that a screen reader says where one is. */
export function PageHead({ title, lead, actions }: { title: string; lead?: ComponentChildren; actions?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.app.name}`;
  }, [title]);
  useEffect(() => {
    heading.current?.closest(".scroller")?.scrollTo(0, 0);
    // Whoever already chose something on this page, by a key or a tap, keeps it.
    const isTaken = document.querySelector("dialog[open]") !== null || heading.current?.closest("main")?.contains(document.activeElement) === true;
    if (!isTaken) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page-head row-between">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p class="quiet">{lead}</p>}
      </div>
      {actions}
    </div>
  );
}
