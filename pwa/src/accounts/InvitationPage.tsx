import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { acceptInvitation, previewInvitation } from "../api/accessCalls.ts";
import { Problem } from "../api/problem.ts";
import { useResource } from "../api/resource.ts";
import type { InvitationPreview, Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { SelectField, TextField } from "../ui/Field.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { TwoLists } from "../ui/TwoLists.tsx";
import { useBrought } from "./linked.ts";
import { rememberEmail } from "./SignInPage.tsx";

/** Who invites, to what, what a coach will see; and the way in. Whoever accepts types their address. */
export function InvitationPage({ me, onAccepted }: { me: Me | null; onAccepted: (me: Me) => void }) {
  const token = useBrought();
  const { resource, reload } = useResource(`invitation ${token}`, () =>
    token === "" ? Promise.reject(new Problem(410, "", "", "", [], null)) : previewInvitation(token),
  );
  if (resource.state === "failed" && resource.error instanceof Problem && resource.error.status < 500 && resource.error.status !== 429) {
    return <Dead missing={token === ""} isSignedIn={me !== null} />;
  }
  return (
    <Loaded resource={resource} onRetry={() => void reload()}>
      {(preview) => <Invitation key={token} token={token} preview={preview} me={me} onAccepted={onAccepted} onGone={reload} />}
    </Loaded>
  );
}

type Props = {
  token: string;
  preview: InvitationPreview;
  me: Me | null;
  onAccepted: (me: Me) => void;
  onGone: () => Promise<void>;
};

function Invitation({ token, preview, me, onAccepted, onGone }: Props) {
  const { practice, invited_by, roles } = preview;
  return (
    <>
      <PageHead
        title={mine.invitation.title(practice)}
        lead={mine.invitation.lead(invited_by, roles.map((role) => mine.invitation.as[role]).join(mine.invitation.and))}
      />
      <div class="stack">
        {me !== null && <p class="card soft">{mine.invitation.signedInAs(me.email)}</p>}
        {roles.includes("client") && <FirstSharing />}
        <AcceptForm token={token} preview={preview} onAccepted={onAccepted} onGone={onGone} />
        <p class="small quiet">{mine.invitation.until(preview.expires_at)}</p>
      </div>
    </>
  );
}

function FirstSharing() {
  return (
    <section class="card">
      <TwoLists
        lists={[
          [mine.invitation.seesTitle, mine.invitation.sees],
          [mine.invitation.seesNotTitle, mine.invitation.seesNot],
        ]}
      />
      <p class="small quiet">{mine.invitation.seesChange}</p>
    </section>
  );
}

function AcceptForm({ token, preview, onAccepted, onGone }: Omit<Props, "me">) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [email, setEmail] = useState("");
  const [name, setName] = useState(preview.name);
  const [zone, setZone] = useState(here);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { route } = useLocation();
  const zones = [...new Set([here, preview.zone, ...Intl.supportedValuesOf("timeZone")])].toSorted();
  const accept = async () => {
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setProblem(words.signIn.emailInvalid);
    setBusy(true);
    try {
      const { data } = await acceptInvitation({ token, email: email.trim(), name: name.trim(), zone });
      history.replaceState(null, "", location.pathname);
      if (data.me !== null) return onAccepted(data.me);
      rememberEmail(data.email);
      toast(mine.invitation.accepted(data.practice.name));
      route("/sign-in", true);
    } catch (error) {
      if (error instanceof Problem && error.status === 410) await onGone();
      else setProblem(troubleText(error));
    }
    setBusy(false);
  };
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void accept();
      }}
    >
      <TextField
        label={mine.invitation.email}
        hint={mine.invitation.emailHint(preview.email_hint)}
        type="email"
        inputMode="email"
        autoComplete="email"
        value={email}
        problem={problem}
        onInput={(typed) => {
          setEmail(typed);
          setProblem(undefined);
        }}
      />
      {preview.has_account ? (
        <p class="quiet">{mine.invitation.hasAccount}</p>
      ) : (
        <>
          <TextField label={mine.invitation.name} autoComplete="name" value={name} onInput={setName} maxLength={120} />
          <SelectField
            label={mine.invitation.zone}
            value={zone}
            options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
            onChange={setZone}
          />
        </>
      )}
      <Button kind="primary" big submit disabled={isBusy || name.trim() === ""}>
        {mine.invitation.accept}
      </Button>
    </form>
  );
}

function Dead({ missing, isSignedIn }: { missing: boolean; isSignedIn: boolean }) {
  return (
    <>
      <PageHead title={mine.invitation.deadTitle} />
      <div class="card soft">
        <p>{missing ? mine.invitation.missing : mine.invitation.dead}</p>
        {!isSignedIn && (
          <>
            <p>{mine.invitation.deadSignIn}</p>
            <div>
              <a class="button" href="/sign-in">
                {mine.invitation.signIn}
              </a>
            </div>
          </>
        )}
      </div>
    </>
  );
}
