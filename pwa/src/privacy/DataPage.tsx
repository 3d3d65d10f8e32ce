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
export function DataPage({ me }: { me: Me }) {
  const { resource, reload } = useResource("erasure", getErasure);
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.data.title} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(erasure) => (
          <div class="stack">
            <Copies />
            <BringIn />
            <Leave me={me} />
            <Erase erasure={erasure} onChanged={reload} />
          </div>
        )}
      </Loaded>
    </>
  );
}
