import { answer, api, within, type Answer } from "./client.ts";
import { readIsTold } from "./reading.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const cardAt = (subject_id: t.Uuid) => ({ path: { subject_id } });
const seen = (etag: string) => ({ header: { "If-Match": etag } });

/** What coaches and owners alone ask of the server; fetched with the desk. */
export const getTriage = async (): Fetched<t.Triage> => {
  await readIsTold();
  return answer(api.GET("/api/v1/triage", within()));
};
export const snoozeCard = (id: t.Uuid, until_on: t.Day): Fetched<t.Triage> =>
  answer(api.PUT("/api/v1/triage/{subject_id}/snooze", { params: cardAt(id), body: { until_on }, ...within() }));
export const planConversation = (id: t.Uuid, on: t.Day | null): Fetched<t.Triage> =>
  answer(api.PUT("/api/v1/triage/{subject_id}/conversation", { params: cardAt(id), body: { on }, ...within() }));
export const setAside = (id: t.Uuid, reason: string | null): Fetched<t.Triage> =>
  answer(api.PUT("/api/v1/triage/{subject_id}/not-a-concern", { params: cardAt(id), body: { reason }, ...within() }));
export const takeUpAgain = (id: t.Uuid): Fetched<t.Triage> =>
  answer(api.DELETE("/api/v1/triage/{subject_id}/mark", { params: cardAt(id), ...within() }));

export const listEpisodes = (goal_id: t.Uuid): Fetched<t.Page<t.Episode>> =>
  answer(api.GET("/api/v1/stall-episodes", { params: { query: { goal_id, limit: 5 } }, ...within() }));
export const judgeEpisode = (episode_id: t.Uuid, verdict: t.Verdict, reason: string | null): Fetched<t.Episode> =>
  answer(api.PUT("/api/v1/stall-episodes/{episode_id}/verdict", { params: { path: { episode_id } }, body: { verdict, reason }, ...within() }));

export const keepInCoaching = (suggestion_id: t.Uuid, etag: string, goal_ids: t.Uuid[]): Fetched<t.Suggestion> =>
  answer(
    api.PUT("/api/v1/suggestions/{suggestion_id}/meanwhile", {
      params: { path: { suggestion_id }, ...seen(etag) },
      body: { goal_ids },
      ...within(),
    }),
  );
export const listSteps = (suggestion_id: t.Uuid): Fetched<t.Page<{ kind: string; at: t.Moment; by: string }>> =>
  answer(api.GET("/api/v1/suggestions/{suggestion_id}/events", { params: { path: { suggestion_id } }, ...within() }));

export const getProvider = (provider_id: t.Uuid): Fetched<t.Provider> =>
  answer(api.GET("/api/v1/providers/{provider_id}", { params: { path: { provider_id } }, ...within() }));
export const addProvider = (body: t.ProviderFacts): Fetched<t.Provider> => answer(api.POST("/api/v1/providers", { body, ...within() }));
export const changeProvider = (provider_id: t.Uuid, etag: string, body: t.ProviderFacts): Fetched<t.Provider> =>
  answer(api.PATCH("/api/v1/providers/{provider_id}", { params: { path: { provider_id }, ...seen(etag) }, body, ...within() }));
export const retireProvider = (provider_id: t.Uuid, etag: string): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/providers/{provider_id}", { params: { path: { provider_id }, ...seen(etag) }, ...within() }));

/** All cards of one client, those put off included. */
export const getTriageOf = (client_id: t.Uuid): Fetched<t.Triage> => answer(api.GET("/api/v1/triage", { params: { query: { client_id } }, ...within() }));
export const getHeld = (): Fetched<t.Page<t.Held>> => answer(api.GET("/api/v1/retention", within()));
export const getMessages = (): Fetched<t.Messages> => answer(api.GET("/api/v1/messages", within()));
export const getLedger = (): Fetched<t.Ledger> => answer(api.GET("/api/v1/ledger", within()));
export const getStallSettings = (): Fetched<t.StallSettings> => answer(api.GET("/api/v1/stall-settings", within()));
export const chooseStallSettings = (etag: string, earlier: boolean): Fetched<t.StallSettings> =>
  answer(api.PUT("/api/v1/stall-settings", { params: seen(etag), body: { earlier }, ...within() }));
export const askDryRun = (earlier: boolean, weeks: number): Fetched<t.DryRun> =>
  answer(api.POST("/api/v1/stall-settings/dry-runs", { body: { earlier, weeks }, ...within() }));
export const getDryRun = (dry_run_id: t.Uuid): Fetched<t.DryRun> =>
  answer(api.GET("/api/v1/stall-settings/dry-runs/{dry_run_id}", { params: { path: { dry_run_id } }, ...within() }));

export const listGoalsOf = async (client_id: t.Uuid): Fetched<t.Page<t.Goal>> => {
  await readIsTold();
  return answer(api.GET("/api/v1/goals", { params: { query: { client_id, limit: 100 } }, ...within() }));
};
export const listAdaptations = (goal_id: t.Uuid): Fetched<t.Page<t.Adaptation>> =>
  answer(api.GET("/api/v1/goals/{goal_id}/adaptations", { params: { path: { goal_id }, query: { limit: 50 } }, ...within() }));
export const putAdaptation = (goal_id: t.Uuid, adaptation_id: t.Uuid, body: t.AdaptationFacts): Fetched<t.Adaptation> =>
  answer(api.PUT("/api/v1/goals/{goal_id}/adaptations/{adaptation_id}", { params: { path: { goal_id, adaptation_id } }, body, ...within() }));
export const listCaseload = async (cursor?: string): Fetched<t.Page<t.CaseloadRow>> => {
  await readIsTold();
  return answer(api.GET("/api/v1/caseload", { params: { query: { limit: 100, ...(cursor && { cursor }) } }, ...within() }));
};
