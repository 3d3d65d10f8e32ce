import { Problem, Unreachable } from "../api/problem.ts";
import { words } from "../i18n/words.ts";
import { Button } from "./Button.tsx";

/** What happened, in words a person can use. */
export function troubleText(error: unknown): string {
  if (error instanceof Unreachable) return words.trouble.away;
  if (!(error instanceof Problem)) return words.trouble.broken;
  if (error.status === 403) return error.type.startsWith("urn:") ? error.message : words.trouble.forbidden;
  if (error.status === 404) return words.trouble.gone;
  if (error.status === 412) return words.trouble.changed;
  if (error.status === 429) return words.trouble.wait;
  if (error.status >= 500) return words.trouble.broken;
  return error.fields[0]?.detail ?? error.message;
}

export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const isAway = error instanceof Unreachable;
  const isBroken = !(error instanceof Problem) || error.status >= 500;
  return (
    <div class="card soft" role="alert">
      <p>
        <strong>{troubleText(error)}</strong>
      </p>
      {(isAway || isBroken) && <p class="quiet">{!isAway ? words.trouble.brokenSafe : onRetry ? words.trouble.notHere : words.trouble.awaySafe}</p>}
      {onRetry && (
        <div>
          <Button onClick={onRetry}>{words.common.retry}</Button>
        </div>
      )}
    </div>
  );
}
