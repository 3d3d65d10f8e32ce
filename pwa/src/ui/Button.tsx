import type { ComponentChildren } from "preact";

type Props = {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: "primary" | "plain" | "danger" | "normal";
  big?: boolean;
  submit?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  /** The accessible name where the words alone are not enough; it starts with the visible words. */
  label?: string;
  iconOnly?: boolean;
};

export function Button({ children, onClick, kind = "normal", big, submit, pressed, disabled, label, iconOnly }: Props) {
  const classes = ["button", kind !== "normal" && kind, big && "big", iconOnly && "icon-only"].filter(Boolean).join(" ");
  return (
    <button
      type={submit === true ? "submit" : "button"}
      class={classes}
      disabled={disabled === true}
      {...(onClick && { onClick })}
      {...(pressed !== undefined && { "aria-pressed": pressed })}
      {...(label !== undefined && { "aria-label": label })}
    >
      {children}
    </button>
  );
}
