import { useRecentSignIn } from "../accounts/SignInAgain.tsx";
import type { Me } from "../api/types.ts";
import { DataPage } from "../privacy/DataPage.tsx";

/** What is taken along or erased wants a recent sign-in. */
export function OwnDataPage({ me, onParted }: { me: Me; onParted: (word: string) => Promise<void> }) {
  const { attemptRecently, sheet } = useRecentSignIn(me);
  return (
    <>
      <DataPage me={me} onParted={onParted} attemptRecently={attemptRecently} />
      {sheet}
    </>
  );
}
