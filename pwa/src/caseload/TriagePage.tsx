import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { getTriage, planConversation, setAside, snoozeCard, takeUpAgain } from "../api/triageCalls.ts";
import { cancelAppointment } from "../api/plannedCalls.ts";
import { useLive } from "../api/live.ts";
import { useResource } from "../api/resource.ts";
import type { Answer } from "../api/client.ts";
import type { Me, Triage, TriageCard } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { takeOffer, toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { ClientsReplies } from "./ClientsReplies.tsx";
import { KeysHelp, useKeysHelp, useKeysSetting } from "./KeysHelp.tsx";
import { PlanSheet } from "./PlanSheet.tsx";
import { SetAsideSheet } from "./SetAsideSheet.tsx";
import { SnoozeSheet } from "./SnoozeSheet.tsx";
import { cardHref, mayBeSetAside, SignalCard } from "./SignalCard.tsx";
import { useTriageKeys } from "./useKeys.ts";

/** Who needs me today, and why: one card a signal, dealt with by three keys or three buttons. */
export function TriagePage({ me }: { me: Me }) {
  const { resource, reload, refresh } = useResource("triage", getTriage);
  useLive(refresh);
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(triage) => <Inbox latest={triage} me={me} />}
    </Loaded>
  );
}

type Doing = { what: "plan" | "snooze" | "set aside"; card: TriageCard };

function Inbox({ latest, me }: { latest: Triage; me: Me }) {
  const [triage, setTriage] = useState(latest);
  const [at, setAt] = useState(0);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [usesKeys, setUsesKeys] = useKeysSetting();
  const help = useKeysHelp();
  const { route } = useLocation();
  const { items, more } = triage;
  const current = Math.min(at, items.length - 1);
  const changing = useRef(0);

  useEffect(() => {
    // What was read before a card was dealt with knows nothing of that; and nothing moves under an open sheet.
    if (changing.current > 0 || doing !== null) return;
    const held = items[current];
    const now = latest.items.findIndex((card) => card.id === held?.id && card.kind === held.kind);
    setTriage(latest);
    if (now >= 0) setAt(now);
    // Only what was read anew brings a new inbox.
  }, [latest]);

  const moveTo = useCallback((index: number) => {
    setAt(index);
    document.getElementById(`card-${index}`)?.focus();
  }, []);
  const change = async (deed: Promise<Answer<Triage>>, said: string, undo?: () => void) => {
    setDoing(null);
    changing.current++;
    try {
      setTriage((await deed).data);
      toast(said, undo && { label: words.common.undo, run: undo });
    } catch (error) {
      toast(troubleText(error));
      await getTriage().then(({ data }) => setTriage(data)).catch(() => undefined);
    } finally {
      changing.current--;
    }
    // The card that had the focus is gone: the next one takes its place.
    requestAnimationFrame(() => {
      const next = document.getElementById(`card-${current}`) ?? document.getElementById(`card-${current - 1}`) ?? document.querySelector("h1");
      if (document.querySelector("dialog[open]") === null) (next as HTMLElement | null)?.focus();
    });
  };
  const mark = (card: TriageCard, deed: Promise<Answer<Triage>>, said: string, alsoUndo?: () => Promise<unknown>) =>
    void change(deed, said, () => void change(Promise.resolve(alsoUndo?.()).then(() => takeUpAgain(card.id)), words.checkIn.undone));
  const { triage: say } = deskSupport;

  useTriageKeys(usesKeys && doing === null, {
    next: () => moveTo(document.activeElement?.id.startsWith("card-") === true ? Math.min(current + 1, items.length - 1) : current),
    previous: () => moveTo(Math.max(current - 1, 0)),
    open: () => items[current] && route(cardHref(items[current])),
    plan: () => items[current] && setDoing({ what: "plan", card: items[current] }),
    setAside: () => items[current] && mayBeSetAside(items[current]) && setDoing({ what: "set aside", card: items[current] }),
    snooze: () => items[current] && setDoing({ what: "snooze", card: items[current] }),
    undo: takeOffer,
    help: help.turn,
  });

  return (
    <>
      <PageHead title={words.tabs.triage} lead={items.length === 0 ? undefined : deskSupport.triage.needs(items.length + more)} />
      <div class="stack">
        <ClientsReplies replies={triage.replies} />
        {items.length === 0 ? (
          <div class="card soft">
            <p>
              <strong>{triage.replies.length === 0 ? deskSupport.triage.empty : deskSupport.triage.nothingElse}</strong> {deskSupport.triage.emptyHelp}
            </p>
          </div>
        ) : (
          <ol class="stack" aria-label={words.tabs.triage}>
            {items.map((card, index) => (
              <SignalCard
                key={`${card.id} ${card.kind}`}
                card={card}
                others={items.filter((it) => it !== card && it.client.id === card.client.id)}
                index={index}
                isCurrent={index === current}
                onFocus={() => setAt(index)}
                onPlan={() => setDoing({ what: "plan", card })}
                onSetAside={() => setDoing({ what: "set aside", card })}
                onSnooze={() => setDoing({ what: "snooze", card })}
              />
            ))}
          </ol>
        )}
        {more > 0 && <p class="quiet">{deskSupport.triage.more(more)}</p>}
      </div>
      <KeysHelp help={help} on={usesKeys} onChange={setUsesKeys} />
      {doing?.what === "plan" && (
        <PlanSheet
          card={doing.card}
          me={me}
          keys={usesKeys}
          onClose={() => setDoing(null)}
          onPlan={(on, arranged) =>
            mark(
              doing.card,
              planConversation(doing.card.id, on),
              on === null ? say.planned : say.plannedOn(on, me.today),
              arranged === null ? undefined : () => cancelAppointment(arranged.id, arranged.etag ?? "*"),
            )
          }
        />
      )}
      {doing?.what === "snooze" && (
        <SnoozeSheet
          card={doing.card}
          today={me.today}
          keys={usesKeys}
          onClose={() => setDoing(null)}
          onSnooze={(until) => mark(doing.card, snoozeCard(doing.card.id, until), deskSupport.triage.snoozed(until, me.today))}
        />
      )}
      {doing?.what === "set aside" && (
        <SetAsideSheet
          card={doing.card}
          keys={usesKeys}
          onClose={() => setDoing(null)}
          onSetAside={(reason) => mark(doing.card, setAside(doing.card.id, reason), deskSupport.triage.setAside)}
        />
      )}
    </>
  );
}
