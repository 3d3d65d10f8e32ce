import { getPerson } from "../api/deskCalls.ts";
import { useResource } from "../api/resource.ts";
import type { Uuid } from "../api/types.ts";

/** The client's name; undefined until it is known. */
export function useClientName(client: Uuid): string | undefined {
  const { resource } = useResource(`person ${client}`, () => getPerson(client));
  return resource.state === "ready" ? resource.data.name : undefined;
}
