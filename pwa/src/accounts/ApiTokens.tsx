import { useState } from "preact/hooks";
import { endApiToken, listApiTokens, makeApiToken } from "../api/accessCalls.ts";
import type { ApiToken, Me, Scope } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Check, TextField } from "../ui/Field.tsx";
import { Paged } from "../ui/Paged.tsx";
import { Sheet } from "../ui/Sheet.tsx";
import { attempt } from "../ui/attempt.ts";
import { useRecentSignIn } from "./SignInAgain.tsx";

const SCOPES = Object.keys(mine.tokens.scopes) as Scope[];

/** The keys with which programs act for this person here. */
export function ApiTokens({ me }: { me: Me }) {
  const [version, setVersion] = useState(0);
  const [isMaking, setMaking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div class="stack">
      <Paged of={`tokens ${version}`} load={listApiTokens} empty={<p class="card soft">{mine.tokens.none}</p>}>
        {(items, reload) => (
          <ul class="card lines">
            {items.map((token) => (
              <TokenLine key={token.id} token={token} onEnded={reload} />
            ))}
          </ul>
        )}
      </Paged>
      <div>
        <Button kind="primary" onClick={() => setMaking(true)}>
          {mine.tokens.make}
        </Button>
      </div>
      {isMaking && (
        <MakeSheet
          me={me}
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setShown(token);
            setVersion(version + 1);
          }}
        />
      )}
      {shown !== null && <ShownSheet token={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function TokenLine({ token, onEnded }: { token: ApiToken; onEnded: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <li class="line row-between">
      <div>
        <p>{token.name}</p>
        <p class="small quiet">{token.scopes.map((scope) => mine.tokens.scopes[scope]).join(", ")}</p>
        <p class="small quiet">
          {mine.access.made(token.created_at)}, {mine.access.used(token.used_at)}, {mine.tokens.until(token.expires_at)}
        </p>
      </div>
      <Button kind="plain" label={mine.access.labelled(mine.tokens.end, token.name)} onClick={() => setAsking(true)}>
        {mine.tokens.end}
      </Button>
      {isAsking && (
        <Confirm
          title={mine.tokens.endTitle(token.name)}
          action={mine.tokens.end}
          onConfirm={() => void attempt(() => endApiToken(token.id), mine.tokens.ended).then(onEnded)}
          onClose={() => setAsking(false)}
        >
          <p>{mine.tokens.endHelp}</p>
        </Confirm>
      )}
    </li>
  );
}

function MakeSheet({ me, onClose, onMade }: { me: Me; onClose: () => void; onMade: (token: string) => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const [until, setUntil] = useState("");
  const [isTried, setTried] = useState(false);
  const { attemptRecently, sheet } = useRecentSignIn(me);
  const make = () => {
    setTried(true);
    if (name.trim() === "" || scopes.length === 0) return;
    void attemptRecently(async () =>
      onMade((await makeApiToken({ name: name.trim(), scopes, expires_on: until === "" ? null : until })).data.token),
    );
  };
  return (
    <Sheet
      title={mine.tokens.make}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={make}>
          {mine.tokens.make}
        </Button>
      }
    >
      <TextField
        label={mine.tokens.name}
        hint={mine.tokens.nameHint}
        value={name}
        onInput={setName}
        maxLength={80}
        problem={isTried && name.trim() === "" ? mine.tokens.nameMissing : undefined}
      />
      <fieldset>
        <legend class="legend">{mine.tokens.scopesTitle}</legend>
        {SCOPES.map((scope) => (
          <Check
            key={scope}
            label={mine.tokens.scopes[scope]}
            on={scopes.includes(scope)}
            onChange={(on) => setScopes(SCOPES.filter((it) => (it === scope ? on : scopes.includes(it))))}
          />
        ))}
        {isTried && scopes.length === 0 && <p class="field-problem">{mine.tokens.scopeMissing}</p>}
      </fieldset>
      <TextField label={mine.tokens.expires} optional type="date" min={me.today} value={until} onInput={setUntil} />
      {sheet}
    </Sheet>
  );
}

function ShownSheet({ token, onClose }: { token: string; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Sheet
      title={mine.tokens.shownTitle}
      subtitle={<p class="quiet">{mine.tokens.shownHelp}</p>}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => void navigator.clipboard.writeText(token).then(() => setCopied(true), () => undefined)}>
            {isCopied ? mine.tokens.copied : mine.tokens.copy}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {mine.tokens.done}
          </Button>
        </>
      }
    >
      <p class="secret">{token}</p>
      <span class="hidden" role="status">
        {isCopied && mine.tokens.copied}
      </span>
    </Sheet>
  );
}
