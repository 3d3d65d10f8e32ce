import { CloudOff } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../api/client.ts";
import type { Resource } from "../api/resource.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "./Icon.tsx";
import { Trouble } from "./Trouble.tsx";

const SKELETON_AFTER_MS = 200;

/** The resource once it is there; until then a skeleton, which a quiet one does not show, or what went wrong. */
export function Loaded<T>(props: {
  resource: Resource<T>;
  onRetry: () => void;
  children: (data: T, answer: Answer<T>) => ComponentChildren;
  quiet?: boolean;
}) {
  const { resource } = props;
  if (resource.state === "loading") return props.quiet === true ? <div class="skeleton" hidden /> : <Skeleton />;
  if (resource.state === "failed") return <Trouble error={resource.error} onRetry={props.onRetry} />;
  return (
    <>
      {resource.asOf !== null && <AsOf at={resource.asOf} />}
      {props.children(resource.data, resource)}
    </>
  );
}

export function Skeleton() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return <div class="skeleton" aria-busy="true" />;
  return (
    <div class="skeleton" role="status" aria-busy="true" aria-label={words.common.loading}>
      <span />
      <span />
      <span />
    </div>
  );
}

/** Says that what is shown is what the phone remembers. */
function AsOf({ at }: { at: Date }) {
  return (
    <p class="as-of">
      <span class="pill">
        <Icon of={CloudOff} size={16} />
        {words.trouble.offline} · {words.trouble.asOf(at)}
      </span>
    </p>
  );
}
