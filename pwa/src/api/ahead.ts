import { wantedHere } from "../i18n/choice.ts";

const PATIENCE_MS = 20_000;
/** What has waited so long to be shown is asked for anew. */
const FRESH_MS = 20_000;
const SESSION = "session";
const GOALS = "goals?limit=100";
const SUGGESTIONS = "suggestions?limit=50";
/** What each page shows first, by the addresses its own calls have: what an address here differs in is asked for twice. */
const SHOWN_FIRST: Partial<Record<string, readonly string[]>> = {
  "/today": ["today", GOALS, SUGGESTIONS],
  "/goals": [GOALS, "enrolments?limit=100"],
  "/insights": [GOALS],
  "/support": [SUGGESTIONS, "helplines"],
  "/triage": ["triage"],
};

type Asked = Map<string, { answer: Promise<Response>; giveUp: AbortController }>;
type Goals = { items: readonly { id: string; status: string }[] };

let asked: Asked = new Map();
let askedFor = "";
let askedAt = 0;

/** Who is here, and what the page at `path` shows first, are on their way while the app itself still is. */
export function askAhead(path: string): void {
  const found: Asked = new Map();
  asked = found;
  askedFor = path;
  askedAt = Date.now();
  for (const address of [SESSION, ...(SHOWN_FIRST[path] ?? [])]) ask(found, address);
  if (path === "/insights") void askForPatterns(found).catch(() => undefined);
}

/** The answer that is on its way to this very request, once, while the page it was asked for is still the one that opens. */
export function askedAhead({ method, url, signal }: Request): Promise<Response> | undefined {
  if (asked.size === 0) return undefined;
  if (location.pathname !== askedFor || Date.now() - askedAt > FRESH_MS) forgetAhead();
  const { pathname, search } = new URL(url);
  const found = method === "GET" ? asked.get(pathname + search) : undefined;
  if (found === undefined) return undefined;
  asked.delete(pathname + search);
  return Promise.race([found.answer, whenGivenUp(signal)]);
}

/** What was asked for is nobody's: whoever comes now asks for themselves. */
export function forgetAhead(): void {
  const untaken = [...asked.values()];
  asked = new Map();
  // An answer that nobody reads would hold its connection.
  for (const { giveUp } of untaken) giveUp.abort();
}

/** What is drawn of each goal, as soon as they are known. */
async function askForPatterns(found: Asked): Promise<void> {
  const goals = await found.get(`/api/v1/${GOALS}`)?.answer.then((response) => response.clone());
  if (goals?.ok !== true) return;
  const { items } = (await goals.json()) as Goals;
  if (asked !== found) return;
  for (const { id } of items.filter(({ status }) => status === "active")) {
    ask(found, `goals/${id}/progress`);
    ask(found, `goals/${id}/check-ins?limit=100`);
  }
}

function ask(found: Asked, address: string): void {
  const path = `/api/v1/${address}`;
  const giveUp = new AbortController();
  AbortSignal.timeout(PATIENCE_MS).addEventListener("abort", () => giveUp.abort());
  const answer = fetch(path, { headers: { "accept-language": wantedHere() }, redirect: "error", signal: giveUp.signal });
  // Whoever takes it is told of what went wrong; it is no error of a page that nobody opened.
  answer.catch(() => undefined);
  found.set(path, { answer, giveUp });
}

function whenGivenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason), { once: true }));
}
