import { useResource } from "../api/resource.ts";
import { getErasure } from "../api/privacyCalls.ts";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import type { AttemptRecently } from "../ui/attempt.ts";
import { BringIn } from "./BringIn.tsx";
import { Copies } from "./Copies.tsx";
import { Erase } from "./Erase.tsx";
import { Leave } from "./Leave.tsx";

type Props = { me: Me; onParted: (word: string) => Promise<void>; attemptRecently: AttemptRecently };

/** Taking everything along, bringing it in, leaving, and having it erased: in this order. */
export function DataPage({ me, onParted, attemptRecently }: Props) {
  const { resource, reload } = useResource("erasure", getErasure);
  return (
    <>
      <Back href="/privacy" to={mine.back.privacy} />
      <PageHead title={mine.data.title} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {(erasure) => (
          <div class="stack">
            <Copies attemptRecently={attemptRecently} />
            <BringIn />
            <Leave me={me} onParted={onParted} />
            <Erase erasure={erasure} onChanged={reload} onParted={onParted} attemptRecently={attemptRecently} />
          </div>
        )}
      </Loaded>
    </>
  );
}
