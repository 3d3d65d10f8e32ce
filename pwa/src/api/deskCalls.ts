import { answer, api, within, type Answer } from "./client.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const pageAt = (cursor?: string) => ({ query: { limit: 50, ...(cursor && { cursor }) } });
const seen = (etag: string) => ({ header: { "If-Match": etag } });
const memberAt = (member_id: t.Uuid) => ({ path: { member_id } });
const invitationAt = (invitation_id: t.Uuid) => ({ path: { invitation_id } });

export const getPractice = (): Fetched<t.Practice> => answer(api.GET("/api/v1/practice", within()));
export const changePractice = (etag: string, body: { name?: string; passkeys_required_of_coaches?: boolean }): Fetched<t.Practice> =>
  answer(api.PATCH("/api/v1/practice", { params: seen(etag), body, ...within() }));

export const listMembers = (cursor?: string): Fetched<t.Page<t.Person>> =>
  answer(api.GET("/api/v1/people", { params: pageAt(cursor), ...within() }));
export const listWithoutCoach = (cursor?: string): Fetched<t.Page<t.Person>> =>
  answer(api.GET("/api/v1/people", { params: { query: { ...pageAt(cursor).query, without_coach: true } }, ...within() }));
export const getPerson = (id: t.Uuid): Fetched<t.Person> =>
  answer(api.GET("/api/v1/people/{member_id}", { params: memberAt(id), ...within() }));
export const putRoles = (id: t.Uuid, etag: string, roles: t.Role[]): Fetched<t.Person> =>
  answer(api.PATCH("/api/v1/people/{member_id}", { params: { ...memberAt(id), ...seen(etag) }, body: { roles }, ...within() }));
export const removePerson = (id: t.Uuid, etag: string): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/people/{member_id}", { params: { ...memberAt(id), ...seen(etag) }, ...within() }));
export const askRecovery = (id: t.Uuid, email: string): Fetched<unknown> =>
  answer(api.POST("/api/v1/people/{member_id}/recovery", { params: memberAt(id), body: { email }, ...within() }));
export const withdrawRecovery = (id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/people/{member_id}/recovery", { params: memberAt(id), ...within() }));

export const listInvitations = (cursor?: string): Fetched<t.Page<t.Invitation>> =>
  answer(api.GET("/api/v1/invitations", { params: pageAt(cursor), ...within() }));
export const invite = (body: t.NewInvitation): Fetched<t.Invitation> =>
  answer(api.POST("/api/v1/invitations", { body: body as never, ...within() }));
export const inviteAgain = (id: t.Uuid): Fetched<t.Invitation> =>
  answer(api.POST("/api/v1/invitations/{invitation_id}/renewal", { params: invitationAt(id), ...within() }));
export const cancelInvitation = (id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/invitations/{invitation_id}", { params: invitationAt(id), ...within() }));
export const importClients = (body: t.NewClientImport): Fetched<t.ClientImport> =>
  answer(api.POST("/api/v1/client-imports", { body, ...within(60_000) }));

export const listEngagements = (cursor?: string): Fetched<t.Page<t.Engagement>> =>
  answer(api.GET("/api/v1/engagements", { params: { query: { limit: 100, ...(cursor && { cursor }) } }, ...within() }));
export const getEngagement = (engagement_id: t.Uuid): Fetched<t.Engagement> =>
  answer(api.GET("/api/v1/engagements/{engagement_id}", { params: { path: { engagement_id } }, ...within() }));
export const engage = (client_id: t.Uuid, coach_id: t.Uuid, instead_of: t.Uuid | null): Fetched<unknown> =>
  answer(api.POST("/api/v1/engagements", { body: { client_id, coach_id, instead_of }, ...within() }));
export const endEngagement = (engagement_id: t.Uuid, etag: string): Fetched<unknown> =>
  answer(
    api.PATCH("/api/v1/engagements/{engagement_id}", {
      params: { path: { engagement_id }, ...seen(etag) },
      body: { until_on: null },
      ...within(),
    }),
  );

export const listNotes = (client_id: t.Uuid, cursor?: string): Fetched<t.Page<t.CoachNote>> =>
  answer(api.GET("/api/v1/clients/{client_id}/notes", { params: { path: { client_id }, ...pageAt(cursor) }, ...within() }));
export const putNote = (client_id: t.Uuid, note_id: t.Uuid, text: string): Fetched<t.CoachNote> =>
  answer(api.PUT("/api/v1/clients/{client_id}/notes/{note_id}", { params: { path: { client_id, note_id } }, body: { text }, ...within() }));
export const dropNote = (client_id: t.Uuid, note_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/clients/{client_id}/notes/{note_id}", { params: { path: { client_id, note_id } }, ...within() }));
