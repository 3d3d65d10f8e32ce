import type { ComponentChildren } from "preact";
import { words } from "../i18n/words.ts";
import { Button } from "./Button.tsx";
import { Sheet } from "./Sheet.tsx";

type Props = { title: string; children: ComponentChildren; action: string; keep?: string; onConfirm: () => void; onClose: () => void };

/** Asks once more before something that cannot be taken back. */
export function Confirm({ title, children, action, keep = words.common.cancel, onConfirm, onClose }: Props) {
  return (
    <Sheet
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {action}
          </Button>
          <Button onClick={onClose}>{keep}</Button>
        </>
      }
    >
      <div class="stack-tight">{children}</div>
    </Sheet>
  );
}
