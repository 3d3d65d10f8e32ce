import { useState } from "preact/hooks";
import type { AnsweredCheckIn, Goal, Me, Uuid } from "../api/types.ts";
import { localDay, nearDay } from "../i18n/dates.ts";
import { goalPages } from "../i18n/goalPages.ts";
import { words } from "../i18n/words.ts";
import { fates, record } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { repliesOn, replyPath, type Said } from "./replying.ts";
import { keepOrSay } from "./save.ts";

type Props = { goal: Goal; checkIn: AnsweredCheckIn; what: string; me: Me; mayReply: boolean };

/** What client and coach answered each other on a check-in, and room for one's own answer. */
export function Replies({ goal, checkIn, what, me, mayReply }: Props) {
  const [writing, setWriting] = useState<{ id: Uuid; text: string } | null>(null);
  const said = repliesOn(checkIn.id, checkIn.replies, me.id, fates.value);
  const send = async () => {
    if (writing === null || writing.text.trim() === "") return;
    const draft = { method: "PUT", path: replyPath(checkIn.id, writing.id), body: { text: writing.text.trim() } } as const;
    if (await keepOrSay(record(draft))) setWriting(null);
  };
  return (
    <>
      {said.length > 0 && (
        <ul class="replies" aria-label={`${goalPages.replies.title}: ${what}`}>
          {said.map((it) => (
            <li key={it.id}>
              <p class="said">{it.text}</p>
              <p class="small quiet row">
                <span>{sayWho(it, me)}</span>
                {mayReply && it.by === "me" && writing === null && (
                  <Button kind="plain" label={goalPages.replies.change} onClick={() => setWriting({ id: it.id, text: it.text })}>
                    {words.common.edit}
                  </Button>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayReply && writing === null && (
        <div>
          <Button kind="plain" label={goalPages.replies.replyTo(what)} onClick={() => setWriting({ id: crypto.randomUUID(), text: "" })}>
            {goalPages.replies.reply}
          </Button>
        </div>
      )}
      {writing !== null && (
        <form
          class="stack-tight"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <TextField
            label={goalPages.replies.yours}
            hint={me.id === goal.client_id ? goalPages.replies.coachReads : goalPages.replies.clientReads}
            multiline
            autoFocus
            value={writing.text}
            onInput={(text) => setWriting({ ...writing, text })}
          />
          <div class="row">
            <Button kind="primary" submit disabled={writing.text.trim() === ""}>
              {goalPages.replies.send}
            </Button>
            <Button kind="plain" onClick={() => setWriting(null)}>
              {words.common.cancel}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function sayWho({ by, author, at, isEdited, state }: Said, me: Me): string {
  const said = [by === "me" ? goalPages.replies.you : author, nearDay(localDay(me.zone, new Date(at)), me.today)];
  if (isEdited) said.push(goalPages.replies.edited);
  if (state !== "synced") said.push(state === "refused" ? words.outbox.refused : words.outbox.onPhone);
  return said.join(" · ");
}
