import { wantedHere } from "../i18n/choice.ts";

const PATIENCE_MS = 20_000;
/** What has waited so long to be shown is asked for anew. */
const FRESH_MS = 20_000;
const SESSION = "session";
/** The words for what may be in the way. */
const CHIPS = "obstacle-chips";
const GOALS = "goals?limit=100";
const SUGGESTIONS = "suggestions?limit=50";
/** What each page shows first, by the addresses its own calls have: what an address here differs in is asked for twice. */
const SHOWN_FIRST: Partial<Record<string, readonly string[]>> = {
  "/today": ["today", GOALS, SUGGESTIONS, CHIPS],
  "/goals": [GOALS, "enrolments?limit=100", CHIPS],
  "/insights": ["insights", CHIPS],
  "/support": [SUGGESTIONS, "helplines", CHIPS],
  "/triage": ["triage", CHIPS],
};

type Asked = Map<string, Promise<Response>>;
type Person = { id: string; roles: readonly string[] };

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
  if (path === "/support") askOn(found, pulsesOf);
}

/** The answer that is on its way to this very request, once, while the page it was asked for is still the one that opens. */
export function askedAhead({ method, url, signal }: Request): Promise<Response> | undefined {
  if (asked.size === 0) return undefined;
  if (location.pathname !== askedFor || Date.now() - askedAt > FRESH_MS) forgetAhead();
  const { pathname, search } = new URL(url);
  const found = method === "GET" ? asked.get(pathname + search) : undefined;
  if (found === undefined) return undefined;
  asked.delete(pathname + search);
  return Promise.race([found, whenGivenUp(signal)]);
}

/** What was asked for is nobody's: whoever comes now asks for themselves. */
export function forgetAhead(): void {
  asked = new Map();
}

/** What can be asked for only once it is known who is here is on its way before anybody has read that answer. */
function askOn(found: Asked, next: (person: Person) => readonly string[]): void {
  const path = `/api/v1/${SESSION}`;
  const first = found.get(path);
  if (first === undefined) return;
  const answer = first.then(async (response) => {
    const told: Promise<Person> = response.clone().json();
    // What is no answer of ours leads nowhere, and goes to who takes it as it came.
    await told.then((person) => asked === found && next(person).forEach((more) => ask(found, more))).catch(() => undefined);
    return response;
  });
  answer.catch(() => undefined);
  found.set(path, answer);
}

/** What a client was asked, for those who may be asked anything. */
const pulsesOf = ({ id, roles }: Person): readonly string[] => (roles.includes("client") ? [`obstacle-pulses?client_id=${id}&limit=20`] : []);

function ask(found: Asked, address: string): void {
  const path = `/api/v1/${address}`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = fetch(path, { headers: { "accept-language": wantedHere() }, redirect: "error", signal });
  // Read to its end even if nobody takes it: it would hold its connection. What went wrong is told to whoever takes it.
  answer.then(async (response) => response.clone().arrayBuffer()).catch(() => undefined);
  found.set(path, answer);
}

function whenGivenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason), { once: true }));
}
