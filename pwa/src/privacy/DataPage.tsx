import { useResource } from "../api/resource.ts";
import { getErasure } from "../api/privacyCalls.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { BringIn } from "./BringIn.tsx";
import { Copies } from "./Copies.tsx";
import { Erase } from "./Erase.tsx";
import { Leave } from "./Leave.tsx";

/** Taking everything along, bringing it in, leaving, and having it erased: in this order. */
export function DataPage({ me, onParted }: { me: Me; onParted: (word: string) => Promise<void> }) {
  const { resource, reload } = useResource("erasure", getErasure);
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.data.title} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(erasure) => (
          <div class="stack">
            <Copies me={me} />
            <BringIn />
            <Leave me={me} onParted={onParted} />
            <Erase me={me} erasure={erasure} onChanged={reload} onParted={onParted} />
          </div>
        )}
      </Loaded>
    </>
  );
}
