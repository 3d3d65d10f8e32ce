import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { words } from "../i18n/words.ts";

type Common = {
  label: string;
  hint?: ComponentChildren;
  problem?: string | undefined;
  optional?: boolean;
  hideLabel?: boolean;
};
type TextProps = Common & {
  value: string;
  onInput: (value: string) => void;
  onDone?: () => void;
  multiline?: boolean;
  type?: "text" | "email" | "date" | "time" | "number";
  name?: string;
  autoComplete?: string;
  inputMode?: "decimal" | "email" | "numeric" | "text";
  maxLength?: number;
  min?: string;
  max?: string;
  look?: string;
  autoFocus?: boolean;
  placeholder?: string;
};

export function TextField({ label, hint, problem, optional, hideLabel, value, onInput, onDone, multiline, look, autoFocus, ...rest }: TextProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(" ");
  const shared = {
    id,
    class: look === undefined ? "input" : `input ${look}`,
    value,
    "aria-invalid": problem === undefined ? undefined : ("true" as const),
    "aria-describedby": described === "" ? undefined : described,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onInput(event.currentTarget.value),
    ...(onDone && { onBlur: onDone }),
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => {
      if (element !== null && autoFocus === true && element.dataset["focused"] === undefined) {
        element.dataset["focused"] = "once";
        element.focus();
      }
    },
  };
  return (
    <div class="field">
      <Label id={id} label={label} optional={optional} hide={hideLabel} />
      {hint !== undefined && (
        <span class="small quiet" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {multiline === true ? (
        <>
          <textarea {...shared} rows={3} maxLength={rest.maxLength ?? 2000} />
          {/* Nothing watches what is typed: so help stands beside every place to type it. */}
          <a class="small help-link" href="/helplines">
            {words.help.now}
          </a>
        </>
      ) : (
        // Preact types every kind of input by itself; here the kind is only known when it runs.
        <input {...shared} {...(rest as object)} />
      )}
      <FieldProblem id={id} problem={problem} />
    </div>
  );
}

export function SelectField<T extends string>(
  props: Common & { value: T; options: readonly { value: T; label: string }[]; onChange: (value: T) => void },
) {
  const id = useId();
  return (
    <div class="field">
      <Label id={id} label={props.label} optional={props.optional} hide={props.hideLabel} />
      <select
        id={id}
        class="input"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value as T)}
      >
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <FieldProblem id={id} problem={props.problem} />
    </div>
  );
}

type SwitchProps = {
  label: string;
  hint?: ComponentChildren;
  /** The hint is a text to read rather than a line: it takes the whole width, under the switch. */
  longHint?: boolean;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
};

export function Switch(props: SwitchProps) {
  const id = useId();
  return (
    <label class={props.longHint === true ? "switch long" : "switch"}>
      <span class="switch-words">
        <span id={id}>{props.label}</span>
        {props.hint !== undefined && (
          <span class="small quiet" id={`${id}-hint`}>
            {props.hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        disabled={props.disabled === true}
        aria-labelledby={id}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

export function Check(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>{props.label}</span>
    </label>
  );
}

function Label({ id, label, optional, hide }: { id: string; label: string; optional: boolean | undefined; hide: boolean | undefined }) {
  return (
    <label for={id} class={hide === true ? "hidden" : undefined}>
      {label}
      {optional === true && <span class="small quiet"> ({words.common.optional})</span>}
    </label>
  );
}

function FieldProblem({ id, problem }: { id: string; problem: string | undefined }) {
  if (problem === undefined) return null;
  return (
    <span class="field-problem" id={`${id}-problem`}>
      {problem}
    </span>
  );
}
