import { ApiTokens } from "../accounts/ApiTokens.tsx";
import type { Me } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Back } from "../ui/Back.tsx";
import { PageHead } from "../ui/PageHead.tsx";

/** The keys of one's programs. */
export function TokensPage({ me }: { me: Me }) {
  return (
    <>
      <Back href="/settings" to={mine.back.settings} />
      <PageHead title={mine.tokens.title} lead={mine.tokens.lead} />
      <ApiTokens me={me} />
    </>
  );
}
