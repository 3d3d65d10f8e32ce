import { Minus, Plus } from "lucide";
import { useId, useState } from "preact/hooks";
import type { Goal } from "../api/types.ts";
import { numberToType, typedNumber } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";

type Props = { goal: Goal; start: number; onSave: (value: number) => void };

/** A number with a step either way; the step fits the number's size. */
export function Stepper({ goal, start, onSave }: Props) {
  const { title, plan } = goal;
  const [text, setText] = useState(numberToType(start));
  const id = useId();
  const value = typedNumber(text);
  const isNumber = Number.isFinite(value);
  const step = (way: 1 | -1) => setText(numberToType(Number(((isNumber ? value : start) + way * stepFor(plan)).toFixed(4))));
  return (
    <form
      class="stepper with-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNumber) onSave(value);
      }}
    >
      <label class="hidden" for={id}>
        {words.checkIn.labelled(words.checkIn.value(plan.unit), title)}
      </label>
      <Button iconOnly label={words.checkIn.labelled(words.checkIn.less, title)} onClick={() => step(-1)}>
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
      <Button iconOnly label={words.checkIn.labelled(words.checkIn.more, title)} onClick={() => step(1)}>
        <Icon of={Plus} />
      </Button>
      <Button kind="primary" submit label={words.checkIn.labelled(words.checkIn.saveValue, title)} disabled={!isNumber}>
        {words.checkIn.saveValue}
      </Button>
    </form>
  );
}

/** Whole numbers go by ones, or by tens where the way is long; others by tenths. */
function stepFor({ start_value, target_value }: Goal["plan"]): number {
  const from = start_value ?? 0;
  const to = target_value ?? 0;
  if (!Number.isInteger(from) || !Number.isInteger(to)) return 0.1;
  return Math.abs(to - from) >= 1000 ? 10 : 1;
}
