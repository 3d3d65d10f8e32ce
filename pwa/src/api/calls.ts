import { call, type Answer } from "./call.ts";
import { freshOrKept } from "./kept.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
type None = Record<string, never>;

export const askForCode = (email: string): Fetched<None> => call("POST", "/sign-in-codes", { body: { email } });
export const signIn = (email: string, code: string): Fetched<t.Me> => call("POST", "/session", { body: { email, code } });
export const signOut = (): Fetched<None> => call("DELETE", "/session");
export const getMe = (patienceMs?: number): Fetched<t.Me> => call("GET", "/me", { ...(patienceMs && { patienceMs }) });
export const changeMe = (body: { name?: string; zone?: string }): Fetched<t.Me> => call("PATCH", "/me", { body });

export const getPractice = (): Fetched<t.Named> => call("GET", "/practice");
export const renamePractice = (name: string): Fetched<t.Named> => call("PATCH", "/practice", { body: { name } });
export const listPeople = (cursor?: string): Fetched<t.Page<t.Person>> =>
  call("GET", "/people", { query: { limit: 100, cursor } });
export const listEngagements = (): Fetched<t.Page<t.Engagement>> => call("GET", "/engagements", { query: { limit: 100 } });
export const engage = (client_id: t.Uuid, coach_id: t.Uuid): Fetched<t.Engagement> =>
  call("POST", "/engagements", { body: { client_id, coach_id } });

/** Kept on the phone: today's own plan opens without a network. */
export const getToday = (person: string): Fetched<t.Today> =>
  freshOrKept(person, "/today", (patienceMs) => call("GET", "/today", { ...(patienceMs && { patienceMs }) }));
export const getDay = (on: t.Day): Fetched<t.Today> => call("GET", "/today", { query: { on } });
export const listMyGoals = (person: string): Fetched<t.Page<t.Goal>> =>
  freshOrKept(person, "/goals", (patienceMs) =>
    call("GET", "/goals", { query: { limit: 100 }, ...(patienceMs && { patienceMs }) }),
  );
export const listGoalsOf = (client_id: t.Uuid): Fetched<t.Page<t.Goal>> =>
  call("GET", "/goals", { query: { client_id, limit: 100 } });
export const getGoal = (id: t.Uuid): Fetched<t.Goal> => call("GET", `/goals/${id}`);
export const getMyProgress = (person: string, id: t.Uuid): Fetched<t.Progress> =>
  freshOrKept(person, `/goals/${id}/progress`, (patienceMs) =>
    call("GET", `/goals/${id}/progress`, { ...(patienceMs && { patienceMs }) }),
  );
export const getProgress = (id: t.Uuid): Fetched<t.Progress> => call("GET", `/goals/${id}/progress`);
export const createGoal = (body: t.NewGoal): Fetched<t.Goal> => call("POST", "/goals", { body });
export const changeGoal = (id: t.Uuid, ifMatch: string, body: t.GoalChange): Fetched<t.Goal> =>
  call("PATCH", `/goals/${id}`, { ifMatch, body });
export const replan = (id: t.Uuid, body: t.Plan): Fetched<t.Goal> => call("POST", `/goals/${id}/plans`, { body });
export const putMilestone = (goal: t.Uuid, id: t.Uuid, body: t.MilestoneFacts): Fetched<t.Milestone> =>
  call("PUT", `/goals/${goal}/milestones/${id}`, { body });
export const listCheckIns = (goal: t.Uuid): Fetched<t.Page<t.CheckIn>> =>
  call("GET", `/goals/${goal}/check-ins`, { query: { limit: 20 } });
export const listSkips = (): Fetched<t.Page<t.Skip>> => call("GET", "/skips", { query: { limit: 100 } });

export const getStall = (goal: t.Uuid): Fetched<t.Stall> => call("GET", `/goals/${goal}/stall`);
export const listAdaptations = (goal: t.Uuid): Fetched<t.Page<t.Adaptation>> =>
  call("GET", `/goals/${goal}/adaptations`, { query: { limit: 50 } });
export const putAdaptation = (goal: t.Uuid, id: t.Uuid, body: t.AdaptationFacts): Fetched<t.Adaptation> =>
  call("PUT", `/goals/${goal}/adaptations/${id}`, { body });

export const listSuggestions = (): Fetched<t.Page<t.Suggestion>> => call("GET", "/suggestions", { query: { limit: 50 } });
export const getSuggestion = (id: t.Uuid): Fetched<t.Suggestion> => call("GET", `/suggestions/${id}`);
export const offer = (id: t.Uuid, ifMatch: string, text: string): Fetched<t.Suggestion> =>
  call("PUT", `/suggestions/${id}/offer`, { ifMatch, body: { text } });
export const dismiss = (id: t.Uuid, ifMatch: string, reason: string): Fetched<t.Suggestion> =>
  call("PUT", `/suggestions/${id}/dismissal`, { ifMatch, body: { reason } });
export const respond = (id: t.Uuid, ifMatch: string, choice: t.SuggestionChoice): Fetched<t.Suggestion> =>
  call("PUT", `/suggestions/${id}/response`, { ifMatch, body: { choice } });
export const listHelplines = (): Fetched<t.Page<t.Helpline>> => call("GET", "/helplines", { patienceMs: 5_000 });

export const listCaseload = (cursor?: string): Fetched<t.Page<t.CaseloadRow>> =>
  call("GET", "/caseload", { query: { limit: 50, cursor } });

export const getSharing = (): Fetched<t.Sharing> => call("GET", "/sharing");
export const putSharing = (body: t.Sharing): Fetched<t.Sharing> => call("PUT", "/sharing", { body });
export const getConsents = (): Fetched<t.Consents> => call("GET", "/consents");
export const putConsents = (body: { feelings: boolean; patterns: boolean }): Fetched<t.Consents> =>
  call("PUT", "/consents", { body });
export const getNudgePreferences = (): Fetched<t.NudgePreferences> => call("GET", "/nudge-preferences");
export const putNudgePreferences = (body: t.NudgePreferences): Fetched<t.NudgePreferences> =>
  call("PUT", "/nudge-preferences", { body });
