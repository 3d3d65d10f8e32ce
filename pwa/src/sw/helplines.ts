const HELPLINES = "/api/v1/helplines";
const CACHE = "waymark-helplines";
const PATIENCE_MS = 4_000;

/** The helplines are on the phone before they are needed; a server that is away now is asked again later. */
export async function keepHelplines(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.add(HELPLINES).catch(() => undefined);
}

/** The server's list, remembered; without an answer, the one remembered. */
export async function helplinesFirstFromNetwork(): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(HELPLINES, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!fresh.ok) return (await cache.match(HELPLINES)) ?? fresh;
    await cache.put(HELPLINES, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(HELPLINES)) ?? Response.error();
  }
}
