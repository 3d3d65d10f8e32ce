import { answer, api, within, type Answer } from "./client.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const suggestionAt = (suggestion_id: t.Uuid, etag: string) => ({ path: { suggestion_id }, header: { "If-Match": etag } });

/** What clients, and coaches with them, do about support beside coaching. */
export const askForSupport = (client_id: t.Uuid, note: string | null, goal_id: t.Uuid | null = null): Fetched<t.Suggestion> =>
  answer(api.POST("/api/v1/suggestions", { body: { client_id, goal_id, note }, ...within() }));
export const closeSuggestion = (id: t.Uuid, etag: string): Fetched<t.Suggestion> =>
  answer(api.PUT("/api/v1/suggestions/{suggestion_id}/closing", { params: suggestionAt(id, etag), body: {}, ...within() }));
export const recordOutcome = (id: t.Uuid, etag: string, outcome: t.SupportOutcome | null, shared: boolean): Fetched<t.Suggestion> =>
  answer(api.PUT("/api/v1/suggestions/{suggestion_id}/outcome", { params: suggestionAt(id, etag), body: { outcome, shared }, ...within() }));
export const listPulses = (client_id: t.Uuid): Fetched<t.Page<t.Pulse>> =>
  answer(api.GET("/api/v1/obstacle-pulses", { params: { query: { client_id, limit: 20 } }, ...within() }));
export const putPulse = (
  pulse_id: t.Uuid,
  body: { client_id: t.Uuid; goal_id: t.Uuid | null; answers: t.PulseAnswers | null },
): Fetched<t.Pulse> => answer(api.PUT("/api/v1/obstacle-pulses/{pulse_id}", { params: { path: { pulse_id } }, body, ...within() }));
export const getSupport = (goal_id: t.Uuid): Fetched<t.GoalSupport> =>
  answer(api.GET("/api/v1/goals/{goal_id}/support", { params: { path: { goal_id } }, ...within() }));

/** The whole directory: it is looked through on the device, so that nobody learns what was looked for. */
export async function listProviders(): Promise<Answer<t.Provider[]>> {
  const found: t.Provider[] = [];
  let cursor: string | null = null;
  do {
    const page: Answer<t.Page<t.Provider>> = await answer(
      api.GET("/api/v1/providers", { params: { query: { limit: 100, ...(cursor !== null && { cursor }) } }, ...within() }),
    );
    found.push(...page.data.items);
    cursor = page.data.next;
  } while (cursor !== null);
  return { data: found, etag: null, asOf: null };
}
