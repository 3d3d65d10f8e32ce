import { listHelplines } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import { deskSupport } from "../i18n/deskSupport.ts";

/** Tells an owner that the numbers shown to clients were last checked too long ago; nothing while they are fresh. */
export function HelplinesOverdue({ today }: { today: string }) {
  const { resource } = useResource("helplines", listHelplines);
  if (resource.state !== "ready" || !resource.data.items.some(({ check_again_on }) => check_again_on < today)) {
    return null;
  }
  return (
    <p class="card soft">
      {deskSupport.owner.helplinesOverdue} <a href="/helplines">{deskSupport.owner.helplinesShown}</a>
    </p>
  );
}
