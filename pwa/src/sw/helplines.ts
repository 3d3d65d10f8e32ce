import { languageKept } from "./languages.ts";

const HELPLINES = "/api/v1/helplines";
const CACHE = "waymark-helplines";
const PATIENCE_MS = 4_000;

/** The helplines are on the phone before they are needed; a server that is away now is asked again later. */
export async function keepHelplines(): Promise<void> {
  const fresh = await fetch(HELPLINES, { headers: { "accept-language": await languageKept() } }).catch(() => null);
  if (fresh?.ok === true) await (await caches.open(CACHE)).put(HELPLINES, fresh);
}

/** The server's list, remembered; without an answer, the one remembered. */
export async function helplinesFirstFromNetwork({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!fresh.ok) return (await remembered(cache)) ?? fresh;
    await cache.put(HELPLINES, fresh.clone());
    return fresh;
  } catch {
    return (await remembered(cache)) ?? Response.error();
  }
}

/** In whichever language it was kept: a number to call comes before its words. */
function remembered(cache: Cache): Promise<Response | undefined> {
  return cache.match(HELPLINES, { ignoreVary: true });
}
