import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { TextField } from "../ui/Field.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { AskForSupport } from "./AskForSupport.tsx";

/** Coaching, therapy, or both: a page to think with. What is written here leaves it only by being shared. */
export function GuidePage({ me }: { me: Me }) {
  const [text, setText] = useState("");
  const { route } = useLocation();
  return (
    <>
      <PageHead title={words.help.guide} lead={words.help.guideLead} />
      <div class="stack-wide">
        <div class="two">
          <Column title={words.help.coaching} about={words.support.coaching} fits={words.help.coachingFits} />
          <Column title={words.help.therapy} about={words.support.therapy} fits={words.help.therapyFits} />
        </div>
        <p class="card soft">{words.help.both}</p>
        <section class="stack-tight">
          <h2>{words.help.promptsTitle}</h2>
          <ol class="prompts">
            {words.help.prompts.map((prompt) => (
              <li class="serif" key={prompt}>
                {prompt}
              </li>
            ))}
          </ol>
        </section>
        <section class="stack">
          <TextField label={words.help.ownWords} hint={words.help.ownWordsHint} multiline maxLength={1000} value={text} onInput={setText} />
          <AskForSupport me={me} note={text} label={words.help.share} onAsked={() => Promise.resolve(route("/support"))} />
        </section>
      </div>
    </>
  );
}

function Column({ title, about, fits }: { title: string; about: string; fits: readonly string[] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p>{about}</p>
      <ul class="bullets">
        {fits.map((fit) => (
          <li key={fit}>{fit}</li>
        ))}
      </ul>
    </section>
  );
}
