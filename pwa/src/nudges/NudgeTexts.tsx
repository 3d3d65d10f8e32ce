import { useEffect, useState } from "preact/hooks";
import { getNudgeTexts, previewNudge, putNudgeText } from "../api/plannedCalls.ts";
import { useResource } from "../api/resource.ts";
import type { NudgePreview, NudgeText, ReadIn } from "../api/types.ts";
import { LANGUAGE_OPTIONS, wantedHere } from "../i18n/choice.ts";
import { desk } from "../i18n/desk.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { TwoVersions } from "../ui/TwoVersions.tsx";
import { useTwoVersions } from "../ui/useTwoVersions.ts";

const STILL_MS = 400;
const LONGEST = 300;

/** The words of the practice's reminders, each with how it will be read while it is written. */
export function NudgeTexts() {
  const [language, setLanguage] = useState(wantedHere());
  const { resource, reload } = useResource(`nudge texts ${language}`, () => getNudgeTexts(language));
  return (
    <section class="card">
      <h2>{desk.reminders.texts}</h2>
      <SelectField label={desk.reminders.readIn} value={language} options={LANGUAGE_OPTIONS} onChange={setLanguage} />
      <Loaded resource={resource} onRetry={() => void reload()}>
        {({ items }, { etag }) => (
          <div class="lines">
            {items.map((it) => (
              <TextOfKind key={`${language} ${it.kind} ${it.text}`} language={language} held={it} etag={etag} onChanged={reload} />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  );
}

type OfKind = { language: ReadIn; held: NudgeText; etag: string | null; onChanged: () => Promise<void> };

function TextOfKind({ language, held, etag, onChanged }: OfKind) {
  const { reminders } = desk;
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(held.text);
  const name = reminders.kinds[held.kind];
  const [wanted, setWanted] = useState<string | null>(null);
  const versions = useTwoVersions(etag, () => getNudgeTexts(language), (now) => textIn(now.items) === held.text);
  const textIn = (items: readonly NudgeText[]) => items.find(({ kind }) => kind === held.kind)?.text ?? "";
  const theirs = versions.theirs === null ? null : textIn(versions.theirs.items);
  const keep = async (own: string | null) => {
    setWanted(own);
    if (await versions.save((seen) => putNudgeText(seen, language, held.kind, own), words.common.saved)) await onChanged();
  };
  return (
    <details class="line twin-card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          <strong>{name}</strong> {held.own && <span class="small quiet">{reminders.own}</span>}
        </span>
      </summary>
      {isOpen && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void keep(text.trim());
          }}
        >
          <TextField
            label={reminders.words(name)}
            hint={held.placeholders.length > 0 ? reminders.placeholders(held.placeholders.map((it) => `{${it}}`).join(" ")) : undefined}
            value={text}
            onInput={setText}
            maxLength={LONGEST}
          />
          {text.trim() !== "" && <Preview kind={held.kind} text={text.trim()} />}
          {theirs !== null && (
            <TwoVersions
              differences={[{ what: name, mine: wanted ?? reminders.usual, theirs }]}
              onMine={() => void keep(wanted)}
              onTheirs={() => void onChanged()}
            />
          )}
          <div class="row">
            <Button submit disabled={text.trim() === "" || text.trim() === held.text}>
              {words.common.save}
            </Button>
            {held.own && (
              <Button kind="plain" onClick={() => void keep(null)}>
                {reminders.usual}
              </Button>
            )}
          </div>
        </form>
      )}
    </details>
  );
}

/** How it is read as a mail and as a notification, once the writing rests. */
function Preview({ kind, text }: Pick<NudgeText, "kind" | "text">) {
  const { reminders } = desk;
  const [shown, setShown] = useState<NudgePreview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let isLatest = true;
    const look = () =>
      previewNudge(kind, text).then(
        ({ data }) => {
          if (!isLatest) return;
          setShown(data);
          setTrouble(null);
        },
        (error: unknown) => {
          if (isLatest) setTrouble(troubleText(error));
        },
      );
    const timer = setTimeout(() => void look(), STILL_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [kind, text]);
  if (trouble !== null) return <p class="field-problem">{trouble}</p>;
  if (shown === null) return null;
  return (
    <div class="card soft" role="group" aria-label={reminders.preview}>
      <dl class="facts">
        <dt class="quiet">{reminders.subject}</dt>
        <dd>{shown.email.subject}</dd>
        <dt class="quiet">{reminders.push}</dt>
        <dd>
          <strong>{shown.push.title}</strong> {shown.push.body}
        </dd>
        <dt class="quiet">{reminders.discreet}</dt>
        <dd>
          <strong>{shown.push_discreet.title}</strong> {shown.push_discreet.body}
        </dd>
        <dt class="quiet">{reminders.sheet}</dt>
        <dd>{shown.sheet}</dd>
      </dl>
      <p class="small quiet">{reminders.mail}</p>
      <p class="small said">{shown.email.text}</p>
      {shown.warnings.map((it) => (
        <p class="small" key={it}>
          {it}
        </p>
      ))}
    </div>
  );
}
