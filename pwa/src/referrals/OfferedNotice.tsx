import { MessageCircleHeart } from "lucide";
import { listSuggestions } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";

/** A quiet line when the coach has offered something; nothing otherwise, and nothing while that is unknown. */
export function OfferedNotice() {
  const { resource } = useResource("suggestions", listSuggestions);
  const open = resource.state === "ready" ? resource.data.items.find(({ state }) => state === "offered") : undefined;
  return open === undefined ? null : <OfferLink id={open.id} />;
}

export function OfferLink({ id }: { id: Uuid }) {
  return (
    <a class="card talk notice offer" href={`/suggestions/${id}`}>
      <Icon of={MessageCircleHeart} />
      <p class="logged-words">
        {words.today.suggestion} <span>{words.today.suggestionLink}</span>
      </p>
    </a>
  );
}
