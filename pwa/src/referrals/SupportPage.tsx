import { BookOpen, ContactRound, UserRound } from "lucide";
import type { ComponentChildren } from "preact";
import { listSuggestions } from "../api/calls.ts";
import { isAway } from "../api/client.ts";
import { useResource } from "../api/resource.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Trouble } from "../ui/Trouble.tsx";
import { AskForSupport } from "./AskForSupport.tsx";
import { Helplines } from "./Helplines.tsx";
import { MySuggestions } from "./MySuggestions.tsx";

/** Who is there for me, what stands between us, and what kinds of help exist. `children`: what the coach asks. */
export function SupportPage({ me, children }: { me: Me; children?: ComponentChildren }) {
  const { resource, reload } = useResource("suggestions", listSuggestions);
  const suggestions = resource.state === "ready" ? resource.data.items : [];
  const isOpen = suggestions.some(({ state }) => state === "drafted" || state === "offered");
  return (
    <>
      <PageHead title={words.support.title} />
      <div class="stack-wide">
        <div class="stack">
          <section class="card" aria-label={words.support.coach}>
            <div class="row">
              <Icon of={UserRound} size={24} />
              {me.coach === null ? (
                <p>{words.support.noCoach}</p>
              ) : (
                <div>
                  <h2>{me.coach.name}</h2>
                  <p class="small quiet">{words.support.coachOf(me.practice.name)}</p>
                </div>
              )}
            </div>
            {!isOpen && <AskForSupport me={me} onAsked={reload} />}
          </section>
          {resource.state === "failed" && isAway(resource.error) && <Trouble error={resource.error} onRetry={() => void reload()} />}
          <MySuggestions suggestions={suggestions} onChanged={reload} />
          {children}
        </div>
        <nav class="two" aria-label={words.support.bothTitle}>
          <a class="card card-link" href="/support/guide">
            <span class="row">
              <Icon of={BookOpen} /> <strong>{words.help.guide}</strong>
            </span>
            <span class="quiet">{words.help.guideOpen}</span>
          </a>
          <a class="card card-link" href="/providers">
            <span class="row">
              <Icon of={ContactRound} /> <strong>{words.help.providers}</strong>
            </span>
            <span class="quiet">{words.help.options}</span>
          </a>
        </nav>
        <section class="stack-tight">
          <h2>{words.helplines.title}</h2>
          <p class="quiet">{words.app.notCrisis}</p>
          <Helplines heading="h3" zone={me.zone} />
        </section>
      </div>
    </>
  );
}
