import { answer, api, within, type Answer } from "./client.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const upTo100 = (cursor?: string) => ({ params: { query: { limit: 100, ...(cursor && { cursor }) } }, ...within() });

export const previewInvitation = (token: string): Fetched<t.InvitationPreview> =>
  answer(api.POST("/api/v1/invitation-previews", { body: { token }, ...within() }));
export const acceptInvitation = (body: { token: string; email: string; name: string; zone: string }): Fetched<t.Acceptance> =>
  answer(api.POST("/api/v1/invitation-acceptances", { body, ...within() }));
export const objectToAddress = (token: string): Fetched<unknown> =>
  answer(api.POST("/api/v1/email-objections", { body: { token }, ...within() }));

export const choosePractice = (id: t.Uuid): Fetched<t.Me> => answer(api.POST("/api/v1/session/membership", { body: { id }, ...within() }));
export const askForNewAddress = (email: string): Fetched<unknown> =>
  answer(api.POST("/api/v1/email-changes", { body: { email }, ...within() }));
export const proveNewAddress = (email: string, code: string): Fetched<t.Me> =>
  answer(api.PUT("/api/v1/me/email", { body: { email, code }, ...within() }));
export const keepAddress = (): Fetched<unknown> => answer(api.DELETE("/api/v1/me/address-change", within()));

export const askToMakePasskey = (): Fetched<{ public_key: object }> => answer(api.POST("/api/v1/passkeys/options", { body: {}, ...within() }));
export const addPasskey = (name: string, credential: unknown): Fetched<t.Passkey> =>
  answer(api.POST("/api/v1/passkeys", { body: { name, credential: credential as never }, ...within() }));
export const listPasskeys = (cursor?: string): Fetched<t.Page<t.Passkey>> => answer(api.GET("/api/v1/passkeys", upTo100(cursor)));
export const removePasskey = (passkey_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/passkeys/{passkey_id}", { params: { path: { passkey_id } }, ...within() }));

export const listDevices = (cursor?: string): Fetched<t.Page<t.Device>> => answer(api.GET("/api/v1/sessions", upTo100(cursor)));
export const endSession = (session_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id } }, ...within() }));
export const endOtherSessions = (): Fetched<unknown> => answer(api.DELETE("/api/v1/sessions", within()));

export const listApiTokens = (cursor?: string): Fetched<t.Page<t.ApiToken>> => answer(api.GET("/api/v1/api-tokens", upTo100(cursor)));
export const makeApiToken = (body: { name: string; scopes: t.Scope[]; expires_on: t.Day | null }): Fetched<t.NewApiToken> =>
  answer(api.POST("/api/v1/api-tokens", { body, ...within() }));
export const endApiToken = (token_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/api-tokens/{token_id}", { params: { path: { token_id } }, ...within() }));
