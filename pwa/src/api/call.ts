import { Problem, problemOf, Unreachable } from "./problem.ts";

export type Answer<T> = {
  data: T;
  etag: string | null;
  /** When this was true, if it comes from the phone because the server did not answer; null when it is fresh. */
  asOf: Date | null;
};
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Options = { body?: unknown; ifMatch?: string; query?: Record<string, string | number | undefined>; patienceMs?: number };

let onSignedOut: () => void = () => undefined;

/** Called whenever the server says that the session is over. */
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/** One call to the API. Throws a `Problem` for an answer that is not ok, `Unreachable` when none came. */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = {};
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (options.ifMatch !== undefined) headers["if-match"] = options.ifMatch;
  const response = await fetch(`/api/v1${path}${queryString(options.query)}`, {
    method,
    headers,
    body: options.body === undefined ? null : JSON.stringify(options.body),
    redirect: "error",
    signal: AbortSignal.timeout(options.patienceMs ?? 20_000),
  }).catch(() => {
    throw new Unreachable();
  });
  const body = await read(response);
  if (!response.ok) {
    if (response.status === 401 && path !== "/session") onSignedOut();
    throw problemOf(response, body);
  }
  return { data: body as T, etag: response.headers.get("etag"), asOf: null };
}

/** Whether it is worth showing what the phone remembers instead. */
export function isAway(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return {};
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new Unreachable("the answer did not come from Waymark");
    return {};
  }
}

function queryString(query: Options["query"]): string {
  const given = Object.entries(query ?? {}).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
