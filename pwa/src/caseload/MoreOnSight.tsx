import { useEffect, useRef } from "preact/hooks";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";

/** So far ahead of what is seen. */
const AHEAD = "1200px 0px";

/** Asks for more when it is about to be seen, or is pressed. */
export function MoreOnSight({ onMore }: { onMore: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    if (end.current === null) return undefined;
    // The page scrolls, or on narrow screens what is in it; where one of the margins is not known, more comes a little later.
    const ahead = { rootMargin: AHEAD, scrollMargin: AHEAD };
    const watch = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && latest.current(), ahead);
    watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={end}>
      <Button onClick={onMore}>{words.common.more}</Button>
    </div>
  );
}
