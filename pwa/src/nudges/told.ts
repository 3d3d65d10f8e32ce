/** What a push says, after the shape of Declarative Web Push. `data` is what its buttons need, also without a network. */
export type Shown = {
  title: string;
  body: string;
  lang: string;
  navigate: string;
  tag: string;
  actions: { action: string; title: string }[];
  data: Told | null;
};
export type Told = { on: string; client: string; goals: { goal: string; check_in: string }[] };
export type Answer = { method: "PUT"; path: string; body: Record<string, unknown>; recordedAt: number };

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The notification that a push asks for; null when it cannot be read. Its address is one of `origin`. */
export function readPush(text: string, origin: string): Shown | null {
  try {
    const { notification: said } = JSON.parse(text) as { notification: Partial<Shown> };
    if (typeof said.title !== "string") return null;
    return {
      title: said.title,
      body: said.body ?? "",
      lang: said.lang ?? "en",
      navigate: within(said.navigate, origin),
      tag: said.tag ?? "reminder",
      actions: (said.actions ?? []).map(({ action, title }) => ({ action, title })),
      data: readTold(said.data),
    };
  } catch {
    return null;
  }
}

/** The check-in that a button records: for the day the push is about, whenever it is tapped. */
export function answerTo(told: Told | null, action: string, person: string | undefined, now: number): Answer | null {
  const asked = told?.goals[0];
  if (told === null || asked === undefined || told.goals.length !== 1) return null;
  if ((action !== "done" && action !== "not") || told.client !== person) return null;
  return {
    method: "PUT",
    path: `/check-ins/${asked.check_in}`,
    body: {
      goal_id: asked.goal,
      happened_on: told.on,
      recorded_at: new Date(now).toISOString(),
      outcome: action,
      value: null,
      felt: null,
      obstacles: [],
      note: null,
      source: "push",
    },
    recordedAt: now,
  };
}

/** The address if it is one of this app's, else the app's own start. */
export function within(address: string | undefined, origin: string): string {
  const url = new URL(address ?? "/", origin);
  return url.origin === origin ? url.href : `${origin}/`;
}

function readTold(data: unknown): Told | null {
  const { on, client, goals } = (data ?? {}) as Partial<Told>;
  if (typeof on !== "string" || !DAY.test(on) || typeof client !== "string" || !Array.isArray(goals)) return null;
  return { on, client, goals };
}
