import createClient from "openapi-fetch";
import { askedAhead } from "./ahead.ts";
import { Problem, problemOf, Unreachable } from "./problem.ts";
import type { paths } from "./types.gen.ts";

export type Answer<T> = {
  data: T;
  etag: string | null;
  /** When this was true, if it comes from the phone because the server did not answer; null when it is fresh. */
  asOf: Date | null;
};

const PATIENCE_MS = 20_000;

/** The API, typed by docs/openapi.json: paths, parameters and bodies. */
export const api = createClient<paths>({ redirect: "error", fetch: (request) => askedAhead(request) ?? fetch(request) });

/** The server says its sentences in this language from now on. */
export function askIn(language: string): void {
  api.use({ onRequest: ({ request }) => request.headers.set("Accept-Language", language) });
}

let onSignedOut: () => void = () => undefined;
let onHeldUp: () => void = () => undefined;

/** Called whenever the server says that the session is over. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/** Called whenever the server wants a passkey before anything else. */
export function whenHeldUp(callback: () => void): void {
  onHeldUp = callback;
}

/** How long a call may take before it counts as unanswered. */
export function within(patienceMs: number = PATIENCE_MS): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(patienceMs) };
}

/**
 * The answer to one call, as the type the app knows it by (types.ts holds that against the generated one).
 * Throws a `Problem` for an answer that is not ok, `Unreachable` when none of Waymark's came.
 */
export async function answer<T>(asking: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<Answer<T>> {
  // What cannot be read as JSON came from somewhere else, such as a hotel's sign-in page.
  const { data, error, response } = await asking.catch(() => {
    throw new Unreachable();
  });
  if (!response.ok) {
    if (response.status === 401 && !/\/session(\/passkey)?$/.test(response.url)) onSignedOut();
    const problem = problemOf(response, error);
    if (problem.type === "urn:waymark:passkey-first") onHeldUp();
    throw problem;
  }
  return { data: data as T, etag: response.headers.get("etag"), asOf: null };
}

/** Whether it is worth showing what the phone remembers instead. */
export function isAway(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
}
