import { useId } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Key } from "./Key.tsx";

type Option<T extends string> = { value: T; label: string; name?: string; /** The key that chooses it. */ hint?: number };
type Props<T extends string> = {
  question: string;
  hideQuestion?: boolean;
  options: readonly Option<T>[];
  chosen: readonly T[];
  onChoose: (value: T) => void;
  look?: "choices" | "choices five" | "choices column" | "outcomes" | "chips" | "scale" | "scale week";
  big?: boolean;
};

/** Buttons that stay pressed, under one question; whether one or several can be chosen is the caller's affair. */
export function Choice<T extends string>(props: Props<T>) {
  const { question, hideQuestion = false, options, chosen, onChoose, look = "choices", big = false } = props;
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} class={hideQuestion ? "hidden" : "legend"}>
        {question}
      </p>
      <div class={look}>
        {options.map(({ value, label, name, hint }) => (
          <Button
            key={value}
            pressed={chosen.includes(value)}
            onClick={() => onChoose(value)}
            big={big}
            {...(name !== undefined && { label: name })}
          >
            {hint !== undefined && <Key of={hint} />} {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** The options of a catalogue, in its order. */
export function optionsOf<T extends string>(labels: Readonly<Record<T, string>>): Option<T>[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}
