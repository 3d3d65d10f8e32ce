import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { PageHead } from "../ui/PageHead.tsx";
import { Helplines } from "./Helplines.tsx";

export function HelplinesPage({ me }: { me?: Me }) {
  return (
    <>
      <PageHead title={words.helplines.title} lead={words.app.notCrisis} />
      <Helplines heading="h2" zone={me?.zone} />
    </>
  );
}
