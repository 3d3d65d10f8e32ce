import { useId, useState } from "preact/hooks";
import { importClients } from "../api/deskCalls.ts";
import { Problem } from "../api/problem.ts";
import type { ClientImport, Me, Person } from "../api/types.ts";
import { desk } from "../i18n/desk.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Check, TextField } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";
import { troubleText } from "../ui/Trouble.tsx";
import { CoachField } from "./Invitations.tsx";

type Mode = "invite" | "add";

/** Clients from a CSV file: looked over line by line before anything is sent or saved. */
export function ManyAtOnce({ me, coaches, onDone }: { me: Me; coaches: Person[]; onDone: () => void }) {
  const id = useId();
  const isOwner = me.roles.includes("owner");
  const [csv, setCsv] = useState("");
  const [mode, setMode] = useState<Mode>("invite");
  const [coach, setCoach] = useState(coaches.find((it) => it.id === me.id)?.id ?? coaches[0]?.id ?? "");
  const [seen, setSeen] = useState<ClientImport | null>(null);
  const [skips, setSkips] = useState(false);
  const change = (text: string) => {
    setCsv(text);
    setSeen(null);
  };
  const go = async (preview: boolean) => {
    try {
      const { data } = await importClients({
        csv,
        coach_id: isOwner && coach !== "" ? coach : null,
        invite: mode === "invite",
        skip_bad_lines: skips,
        preview,
      });
      if (preview) return setSeen(data);
      toast(desk.csv.done(data.invited, data.imported));
      change("");
      onDone();
    } catch (error) {
      toast(error instanceof Problem && error.status === 429 ? error.message : troubleText(error));
    }
  };
  return (
    <details class="card twin-card">
      <summary>
        <h2>{desk.csv.title}</h2>
      </summary>
      <div class="stack">
        <p class="quiet">{desk.csv.help}</p>
        <pre class="secret">{desk.csv.example}</pre>
        <div class="field">
          <label for={id}>{desk.csv.file}</label>
          <input
            id={id}
            class="input"
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void event.currentTarget.files?.[0]?.text().then(change)}
          />
        </div>
        <TextField label={desk.csv.paste} multiline maxLength={60_000} value={csv} onInput={change} />
        {isOwner && <CoachField coaches={coaches} coach={coach} onChange={setCoach} />}
        <Choice
          question={desk.csv.mode}
          look="choices column"
          options={[
            { value: "invite", label: desk.csv.inviteThem },
            { value: "add", label: desk.csv.justAdd },
          ]}
          chosen={[mode]}
          onChoose={setMode}
        />
        <div>
          <Button disabled={csv.trim() === ""} onClick={() => void go(true)}>
            {desk.csv.look}
          </Button>
        </div>
        {seen !== null && (
          <>
            <Preview seen={seen} mode={mode} />
            {seen.ready > 0 && seen.ready < seen.lines.length && <Check label={desk.csv.skip} on={skips} onChange={setSkips} />}
            <div>
              <Button
                kind="primary"
                disabled={seen.ready === 0 || (seen.ready < seen.lines.length && !skips) || (mode === "invite" && seen.ready > seen.may_invite)}
                onClick={() => void go(false)}
              >
                {mode === "invite" ? desk.csv.doInvite(seen.ready) : desk.csv.doAdd(seen.ready)}
              </Button>
            </div>
          </>
        )}
      </div>
    </details>
  );
}

function Preview({ seen, mode }: { seen: ClientImport; mode: Mode }) {
  if (seen.lines.length === 0) return <p role="status">{desk.csv.empty}</p>;
  return (
    <>
      <p role="status">
        {desk.csv.found(seen.ready, seen.lines.length)} {mode === "invite" && desk.csv.mayInvite(seen.may_invite)}
      </p>
      <ul class="lines">
        {seen.lines.map(({ line, name, email, errors }) => (
          <li class="line row-between" key={line}>
            <div>
              <p>
                <span class="small quiet">
                  {desk.csv.line} {line}
                </span>{" "}
                {name} <span class="small quiet">{email}</span>
              </p>
              {errors.map(({ field, detail }) => (
                <p class="field-problem" key={field}>
                  {detail}
                </p>
              ))}
            </div>
            {errors.length === 0 && <span class="pill tone-path">{desk.csv.ready}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
