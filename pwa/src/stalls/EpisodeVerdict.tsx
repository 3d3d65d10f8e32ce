import { useState } from "preact/hooks";
import { judgeEpisode, listEpisodes } from "../api/triageCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Episode, Uuid, Verdict } from "../api/types.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, optionsOf } from "../ui/Choice.tsx";
import { TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";

/** Whether the latest stall was worth knowing, in the coach's word; nothing where there was none. */
export function EpisodeVerdict({ goal }: { goal: Uuid }) {
  const { resource, reload } = useResource(`episodes ${goal}`, () => listEpisodes(goal));
  const latest = resource.state === "ready" ? resource.data.items[0] : undefined;
  return latest === undefined ? null : <Judge key={latest.id} episode={latest} onJudged={reload} />;
}

function Judge({ episode, onJudged }: { episode: Episode; onJudged: () => Promise<void> }) {
  const [verdict, setVerdict] = useState(episode.verdict);
  const [reason, setReason] = useState(episode.verdict_reason ?? "");
  const isChanged = verdict !== episode.verdict || reason.trim() !== (episode.verdict_reason ?? "");
  const keep = async (chosen: Verdict) => {
    try {
      await judgeEpisode(episode.id, chosen, reason.trim() === "" ? null : reason.trim());
      toast(deskSupport.help.verdictSaved);
    } catch (error) {
      toast(troubleText(error));
    }
    await onJudged();
  };
  return (
    <section class="stack-tight">
      <div>
        <h3>{deskSupport.help.verdictTitle}</h3>
        <p class="small quiet">
          {deskSupport.help.verdictFor(episode.opened_on, episode.closed_on)}. {deskSupport.help.verdictHelp}
        </p>
      </div>
      <Choice<Verdict>
        question={deskSupport.help.verdictTitle}
        hideQuestion
        options={optionsOf(deskSupport.help.verdicts)}
        chosen={verdict === null ? [] : [verdict]}
        onChoose={setVerdict}
        look="chips"
      />
      {verdict !== null && (
        <>
          <TextField label={deskSupport.help.verdictWhy} optional multiline maxLength={1000} value={reason} onInput={setReason} />
          <div>
            <Button disabled={!isChanged} onClick={() => void keep(verdict)}>
              {deskSupport.help.verdictSave}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
