import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { applyUpdate, updateReady } from "./updates.ts";

export function UpdateBanner() {
  if (!updateReady.value) return null;
  return (
    <div class="banner" role="status">
      <span>{words.app.newVersion}</span>
      <Button onClick={applyUpdate}>{words.app.refresh}</Button>
    </div>
  );
}
