import { UserRound } from "lucide";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/en.ts";
import { Icon } from "../ui/Icon.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { Helplines } from "./Helplines.tsx";
import { MySuggestions } from "./MySuggestions.tsx";

/** Who is there for me, and what kinds of help exist. */
export function SupportPage({ me }: { me: Me }) {
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
          </section>
          <MySuggestions />
        </div>
        <section class="stack-tight">
          <h2>{words.support.bothTitle}</h2>
          <div class="two">
            <p class="card soft">{words.support.coaching}</p>
            <p class="card soft">{words.support.therapy}</p>
          </div>
          <p>{words.support.both}</p>
        </section>
        <section class="stack-tight">
          <h2>{words.helplines.title}</h2>
          <p class="quiet">{words.app.notCrisis}</p>
          <Helplines heading="h3" zone={me.zone} />
        </section>
      </div>
    </>
  );
}
