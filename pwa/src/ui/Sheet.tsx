import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../i18n/words.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { openSheets, Toasts } from "./Toast.tsx";

type Props = {
  title: string;
  subtitle?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
  footer?: ComponentChildren;
};

/** A modal dialog: from the bottom edge on a phone, in the middle elsewhere. Escape and a tap outside close it. */
export function Sheet({ title, subtitle, onClose, children, footer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    heading.current?.focus();
    openSheets.value += 1;
    return () => {
      openSheets.value -= 1;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="sheet-inside">
        <div class="sheet-head">
          <div>
            <h2 id={id} ref={heading} tabIndex={-1}>
              {title}
            </h2>
            {subtitle}
          </div>
          <Button kind="plain" iconOnly label={words.common.close} onClick={onClose}>
            <Icon of={X} />
          </Button>
        </div>
        {children}
        {footer !== undefined && <div class="sheet-foot">{footer}</div>}
      </div>
      <Toasts onSheet />
    </dialog>
  );
}

/** Whether a sheet is open now: nothing may reload under it. */
export function isSheetOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
