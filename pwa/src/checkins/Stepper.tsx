import { Minus, Plus } from "lucide";
import { useId, useState } from "preact/hooks";
import { words } from "../i18n/en.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";

type Props = { goal: string; unit: string | null; start: number; onSave: (value: number) => void };

/** A number with a step either way; the step fits the number's size. */
export function Stepper({ goal, unit, start, onSave }: Props) {
  const [text, setText] = useState(String(start));
  const id = useId();
  const value = Number(text.replace(",", "."));
  const isNumber = text.trim() !== "" && Number.isFinite(value);
  const step = (way: 1 | -1) => setText(String(Number(((isNumber ? value : start) + way * stepFor(start)).toFixed(4))));
  return (
    <form
      class="stepper with-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNumber) onSave(value);
      }}
    >
      <label class="hidden" for={id}>
        {words.checkIn.labelled(words.checkIn.value(unit), goal)}
      </label>
      <Button iconOnly label={words.checkIn.labelled(words.checkIn.less, goal)} onClick={() => step(-1)}>
        <Icon of={Minus} />
      </Button>
      <input
        id={id}
        class="input"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={isNumber ? undefined : "true"}
        onInput={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button iconOnly label={words.checkIn.labelled(words.checkIn.more, goal)} onClick={() => step(1)}>
        <Icon of={Plus} />
      </Button>
      <Button kind="primary" submit label={words.checkIn.labelled(words.checkIn.saveValue, goal)} disabled={!isNumber}>
        {words.checkIn.saveValue}
      </Button>
    </form>
  );
}

function stepFor(start: number): number {
  if (!Number.isInteger(start)) return 0.1;
  return Math.abs(start) >= 1000 ? 10 : 1;
}
