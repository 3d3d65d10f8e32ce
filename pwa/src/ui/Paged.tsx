import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "../api/client.ts";
import { useResource } from "../api/resource.ts";
import type { Page } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "./Button.tsx";
import { Loaded } from "./Loaded.tsx";
import { attempt } from "./attempt.ts";

type Props<T> = {
  /** Read anew when it changes. */
  of: string;
  load: (cursor?: string) => Promise<Answer<Page<T>>>;
  empty: ComponentChildren;
  /** Is given a way to read again, which leaves the list alone once somebody asked for more of it or writes in it. */
  live?: (refresh: () => Promise<void>) => ComponentChildren;
  children: (items: T[], reload: () => Promise<void>) => ComponentChildren;
};

/** A list that the server gives in pages: the first one, and more on request. */
export function Paged<T>({ of, load, empty, live, children }: Props<T>) {
  const [more, setMore] = useState<{ of: string; items: T[]; next: string | null } | null>(null);
  const { resource, reload, refresh } = useResource(of, () => load());
  const list = useRef<HTMLDivElement>(null);
  const isLeftAlone = () => more === null && list.current?.querySelector("textarea") === null;
  const again = async () => {
    setMore(null);
    await reload();
  };
  const pages = (
    <Loaded resource={resource} onRetry={() => void again()}>
      {(first) => {
        const beyond = more?.of === of ? more : { items: [], next: first.next };
        const items = [...first.items, ...beyond.items];
        const { next } = beyond;
        if (items.length === 0) return empty;
        return (
          <>
            {children(items, again)}
            {next !== null && (
              <div>
                <Button
                  onClick={() =>
                    void attempt(async () => {
                      const { data } = await load(next);
                      setMore({ of, items: [...beyond.items, ...data.items], next: data.next });
                    })
                  }
                >
                  {words.common.more}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
  if (live === undefined) return pages;
  return (
    <div class="contents" ref={list}>
      {live(async () => (isLeftAlone() ? refresh() : undefined))}
      {pages}
    </div>
  );
}
