import { choosePractice } from "../api/accessCalls.ts";
import type { Me, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { flushSoon } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/attempt.ts";
import { useRecentSignIn } from "./SignInAgain.tsx";

/** Told which practice was left, and which one is open now. */
export type Switched = (former: Me, next: Me) => Promise<void>;

/** The practices that one belongs to, and the way from one to another. */
export function Practices({ me, onSwitched }: { me: Me; onSwitched: Switched }) {
  const { attemptRecently, sheet } = useRecentSignIn(me);
  if (me.memberships.length < 2) return null;
  const open = (id: Uuid) =>
    attemptRecently(async () => {
      await flushSoon();
      const { data: next } = await choosePractice(id);
      await attempt(() => onSwitched(me, next));
      // What is on screen and in memory belongs to the former practice.
      location.assign("/");
    });
  return (
    <section class="card">
      <div>
        <h2>{words.settings.practices}</h2>
        <p class="small quiet">{words.settings.practicesHelp}</p>
      </div>
      <ul class="lines">
        {me.memberships.map(({ id, practice, roles }) => (
          <li class="line row-between" key={id}>
            <div>
              <p>{practice.name}</p>
              <p class="small quiet">{roles.map((role) => words.practice.roles[role]).join(", ")}</p>
            </div>
            {id === me.id ? (
              <span class="small quiet">{words.settings.here}</span>
            ) : (
              <Button label={words.settings.openPractice(practice.name)} onClick={() => void open(id)}>
                {words.settings.open}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sheet}
    </section>
  );
}
