import { MessageCircleHeart } from "lucide";
import { listSuggestions } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import { words } from "../i18n/en.ts";
import { Icon } from "../ui/Icon.tsx";
import { OfferLink } from "./OfferedNotice.tsx";

/** What the coach has offered, and what was answered: it stays within reach, and so does the answer. */
export function MySuggestions() {
  const { resource } = useResource("suggestions", listSuggestions);
  if (resource.state !== "ready") return null;
  return (
    <>
      {resource.data.items.map(({ id, state, response }) =>
        state === "offered" ? (
          <OfferLink key={id} id={id} />
        ) : state === "answered" && response !== null ? (
          <a key={id} class="card talk notice offer" href={`/suggestions/${id}`}>
            <Icon of={MessageCircleHeart} />
            <p class="logged-words">
              <span>{words.suggestion.title}</span>. {words.suggestion.answered(words.suggestion.choices[response])}
            </p>
          </a>
        ) : null,
      )}
    </>
  );
}
