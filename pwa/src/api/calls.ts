import { answer, api, within, type Answer } from "./client.ts";
import { freshOrKept } from "./kept.ts";
import { Problem } from "./problem.ts";
import { readIsTold } from "./reading.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const goalAt = (goal_id: t.Uuid) => ({ path: { goal_id } });
const suggestionAt = (suggestion_id: t.Uuid) => ({ path: { suggestion_id } });
const seen = (etag: string) => ({ header: { "If-Match": etag } });

export const askForCode = (email: string): Fetched<unknown> =>
  answer(api.POST("/api/v1/sign-in-codes", { body: { email }, ...within() }));
export const signIn = (email: string, code: string): Fetched<t.Me> =>
  answer(api.POST("/api/v1/session", { body: { email, code }, ...within() }));
export const askToShowPasskey = (): Fetched<{ public_key: object }> => answer(api.POST("/api/v1/session/passkey-options", { body: {}, ...within() }));
export const signInByPasskey = (credential: unknown): Fetched<t.Me> =>
  answer(api.POST("/api/v1/session/passkey", { body: { credential: credential as never }, ...within() }));
export const signOut = (): Fetched<unknown> => answer(api.DELETE("/api/v1/session", within()));
export const getMe = (): Fetched<t.Me> => answer(api.GET("/api/v1/me", within()));
/** Who is signed in here; throws a `Problem` of 401 where nobody is, which the server tells as no error. */
export async function getSession(): Promise<Answer<t.Me>> {
  const found = await answer<t.Me | undefined>(api.GET("/api/v1/session", within()));
  if (found.data === undefined) throw new Problem(401, "", "Not signed in", "", [], null);
  return { ...found, data: found.data };
}
export const changeMe = (body: { name?: string; zone?: string; language?: t.ReadIn; told_of_replies?: boolean }): Fetched<t.Me> =>
  answer(api.PATCH("/api/v1/me", { body, ...within() }));

/** Kept on the phone: one's own plan opens without a network. */
export const getToday = async (person: t.Uuid): Fetched<t.Today> => {
  await readIsTold();
  return freshOrKept(person, "/today", () => answer(api.GET("/api/v1/today", within())));
};
export const getDay = (on: t.Day): Fetched<t.Today> => answer(api.GET("/api/v1/today", { params: { query: { on } }, ...within() }));
export const listMyGoals = async (person: t.Uuid): Fetched<t.Page<t.Goal>> => {
  await readIsTold();
  return freshOrKept(person, "/goals", () => answer(api.GET("/api/v1/goals", { params: { query: { limit: 100 } }, ...within() })));
};
export const listMyEnrolments = (person: t.Uuid): Fetched<t.Page<t.Enrolment>> =>
  freshOrKept(person, "/enrolments", () => answer(api.GET("/api/v1/enrolments", { params: { query: { limit: 100 } }, ...within() })));
/** Kept on the phone, as Today is. */
export const getInsights = (person: t.Uuid): Fetched<t.Insights> =>
  freshOrKept(person, "/insights", () => answer(api.GET("/api/v1/insights", within())));
export const getMyProgress = (person: t.Uuid, goal: t.Uuid): Fetched<t.Progress> =>
  freshOrKept(person, `/goals/${goal}/progress`, () => getProgress(goal));

export const getGoal = (goal: t.Uuid): Fetched<t.Goal> =>
  answer(api.GET("/api/v1/goals/{goal_id}", { params: goalAt(goal), ...within() }));
export const getProgress = (goal: t.Uuid): Fetched<t.Progress> =>
  answer(api.GET("/api/v1/goals/{goal_id}/progress", { params: goalAt(goal), ...within() }));
export const createGoal = (body: t.NewGoal): Fetched<t.Goal> => answer(api.POST("/api/v1/goals", { body, ...within() }));
export const changeGoal = (goal: t.Uuid, etag: string, body: t.GoalChange): Fetched<t.Goal> =>
  answer(api.PATCH("/api/v1/goals/{goal_id}", { params: { ...goalAt(goal), ...seen(etag) }, body, ...within() }));
export const putMilestone = (goal_id: t.Uuid, milestone_id: t.Uuid, body: t.MilestoneFacts): Fetched<t.Milestone> =>
  answer(api.PUT("/api/v1/goals/{goal_id}/milestones/{milestone_id}", { params: { path: { goal_id, milestone_id } }, body, ...within() }));
/** A plan from today on; the one before stays on the chart. */
export const replan = (goal: t.Uuid, body: t.Plan): Fetched<t.Goal> =>
  answer(api.POST("/api/v1/goals/{goal_id}/plans", { params: goalAt(goal), body, ...within() }));
export const removeMilestone = (goal_id: t.Uuid, milestone_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/goals/{goal_id}/milestones/{milestone_id}", { params: { path: { goal_id, milestone_id } }, ...within() }));
export const orderMilestones = (goal: t.Uuid, ids: t.Uuid[]): Fetched<t.Goal> =>
  answer(api.PUT("/api/v1/goals/{goal_id}/milestone-order", { params: goalAt(goal), body: { ids }, ...within() }));
export const listCheckIns = (goal: t.Uuid, cursor?: string, limit = 20): Fetched<t.Page<t.AnsweredCheckIn>> =>
  answer(api.GET("/api/v1/goals/{goal_id}/check-ins", { params: { ...goalAt(goal), query: { limit, ...(cursor && { cursor }) } }, ...within() }));
/** One's own, the newest of them kept on the phone. */
export const listMyCheckIns = (person: t.Uuid, goal: t.Uuid, cursor?: string, limit?: number): Fetched<t.Page<t.AnsweredCheckIn>> =>
  cursor === undefined ? freshOrKept(person, `/goals/${goal}/check-ins/${limit}`, () => listCheckIns(goal, cursor, limit)) : listCheckIns(goal, cursor, limit);
/** Those with a reply that the caller has not read. */
export const listUnread = (goal: t.Uuid): Fetched<t.Page<t.AnsweredCheckIn>> =>
  answer(api.GET("/api/v1/goals/{goal_id}/check-ins", { params: { ...goalAt(goal), query: { limit: 20, unread: true } }, ...within() }));
export const listMyUnread = (person: t.Uuid, goal: t.Uuid): Fetched<t.Page<t.AnsweredCheckIn>> =>
  freshOrKept(person, `/goals/${goal}/unread`, () => listUnread(goal));
export const listSkips = (): Fetched<t.Page<t.Skip>> =>
  answer(api.GET("/api/v1/skips", { params: { query: { limit: 100 } }, ...within() }));

export const getStall = (goal: t.Uuid): Fetched<t.Stall> =>
  answer(api.GET("/api/v1/goals/{goal_id}/stall", { params: goalAt(goal), ...within() }));

export const listSuggestions = (): Fetched<t.Page<t.Suggestion>> =>
  answer(api.GET("/api/v1/suggestions", { params: { query: { limit: 50 } }, ...within() }));
export const getSuggestion = (id: t.Uuid): Fetched<t.Suggestion> =>
  answer(api.GET("/api/v1/suggestions/{suggestion_id}", { params: suggestionAt(id), ...within() }));
export const offer = (id: t.Uuid, etag: string, text: string): Fetched<t.Suggestion> =>
  answer(api.PUT("/api/v1/suggestions/{suggestion_id}/offer", { params: { ...suggestionAt(id), ...seen(etag) }, body: { text }, ...within() }));
export const dismiss = (id: t.Uuid, etag: string, reason: string): Fetched<t.Suggestion> =>
  answer(api.PUT("/api/v1/suggestions/{suggestion_id}/dismissal", { params: { ...suggestionAt(id), ...seen(etag) }, body: { reason }, ...within() }));
export const respond = (id: t.Uuid, etag: string, choice: t.SuggestionChoice): Fetched<t.Suggestion> =>
  answer(api.PUT("/api/v1/suggestions/{suggestion_id}/response", { params: { ...suggestionAt(id), ...seen(etag) }, body: { choice }, ...within() }));
export const listHelplines = (): Fetched<t.Page<t.Helpline>> => answer(api.GET("/api/v1/helplines", within(5_000)));

export const getNudgePreferences = (): Fetched<t.NudgePreferences> => answer(api.GET("/api/v1/nudge-preferences", within()));
export const putNudgePreferences = (body: t.NudgeWishes): Fetched<t.NudgePreferences> =>
  answer(api.PUT("/api/v1/nudge-preferences", { body, ...within() }));
