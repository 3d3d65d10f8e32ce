import { answer, api, within, type Answer } from "./client.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const goalAt = (goal_id: t.Uuid) => ({ path: { goal_id } });
const pageAt = (cursor?: string) => ({ query: { limit: 50, ...(cursor && { cursor }) } });

export const getSharing = (): Fetched<t.Sharing> => answer(api.GET("/api/v1/sharing", within()));
export const putSharing = (body: t.Sharing): Fetched<t.Sharing> => answer(api.PUT("/api/v1/sharing", { body, ...within() }));
export const getGoalSharing = (goal: t.Uuid): Fetched<t.GoalSharing> =>
  answer(api.GET("/api/v1/goals/{goal_id}/sharing", { params: goalAt(goal), ...within() }));
export const putGoalSharing = (goal: t.Uuid, body: t.GoalSharingChange): Fetched<t.GoalSharing> =>
  answer(api.PUT("/api/v1/goals/{goal_id}/sharing", { params: goalAt(goal), body, ...within() }));
export const getConsents = (): Fetched<t.Consents> => answer(api.GET("/api/v1/consents", within()));
export const putConsents = (body: t.ConsentChange): Fetched<t.Consents> => answer(api.PUT("/api/v1/consents", { body, ...within() }));

export const whatMyCoachSees = (): Fetched<t.CoachSees> =>
  answer(api.GET("/api/v1/what-my-coach-sees", { params: { query: { limit: 100 } }, ...within() }));
export const whatMyCoachSeesOf = (goal: t.Uuid): Fetched<t.CoachSeesGoal> =>
  answer(api.GET("/api/v1/what-my-coach-sees/goals/{goal_id}", { params: { ...goalAt(goal), query: { limit: 20 } }, ...within() }));
export const listReads = (cursor?: string): Fetched<t.Page<t.ReadEntry>> =>
  answer(api.GET("/api/v1/access-log", { params: pageAt(cursor), ...within() }));
export const getPrivacyNotice = (): Fetched<t.PrivacyNotice> => answer(api.GET("/api/v1/privacy-notice", within()));
export const getVisibility = (): Fetched<{ items: t.Sight[] }> => answer(api.GET("/api/v1/visibility", within()));

export const listExports = (): Fetched<t.Page<t.Export>> =>
  answer(api.GET("/api/v1/exports", { params: { query: { limit: 10 } }, ...within() }));
export const askForExport = (): Fetched<t.Export> => answer(api.POST("/api/v1/exports", { body: {}, ...within() }));
export const dropExport = (export_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/exports/{export_id}", { params: { path: { export_id } }, ...within() }));
export const fetchExport = (export_id: t.Uuid): Fetched<Blob> =>
  answer(api.GET("/api/v1/exports/{export_id}/file", { params: { path: { export_id } }, parseAs: "blob", ...within(60_000) }));
export const takeIn = (file: Blob, settings: "keep" | "restore"): Fetched<t.Imported> =>
  answer(
    api.POST("/api/v1/imports", {
      params: { query: { settings } },
      headers: { "Content-Type": "application/zip" },
      body: file as never,
      bodySerializer: (body: unknown) => body as Blob,
      ...within(60_000),
    }),
  );

export const getErasure = (): Fetched<t.Erasure> => answer(api.GET("/api/v1/erasure", within()));
export const askForErasure = (when: "now" | "in_7_days"): Fetched<t.Erasure> =>
  answer(api.PUT("/api/v1/erasure", { body: { when }, ...within(60_000) }));
export const cancelErasure = (): Fetched<unknown> => answer(api.DELETE("/api/v1/erasure", within()));
export const leavePractice = (): Fetched<unknown> => answer(api.DELETE("/api/v1/me/membership", within()));
