import { answer, api, within, type Answer } from "./client.ts";
import type * as t from "./types.ts";

type Fetched<T> = Promise<Answer<T>>;
const pageAt = (cursor?: string) => ({ limit: 100, ...(cursor && { cursor }) });
const seen = (etag: string) => ({ header: { "If-Match": etag } });
const appointmentAt = (appointment_id: t.Uuid) => ({ path: { appointment_id } });
const templateAt = (template_id: t.Uuid) => ({ path: { template_id } });

export const listAppointments = (client_id: t.Uuid, from_at: t.Moment, cursor?: string): Fetched<t.Page<t.Appointment>> =>
  answer(api.GET("/api/v1/appointments", { params: { query: { client_id, from_at, ...pageAt(cursor) } }, ...within() }));
export const getAppointment = (id: t.Uuid): Fetched<t.Appointment> =>
  answer(api.GET("/api/v1/appointments/{appointment_id}", { params: appointmentAt(id), ...within() }));
export const arrange = (body: { client_id: t.Uuid; starts_at: t.Moment; minutes: number; place: string | null }): Fetched<t.Appointment> =>
  answer(api.POST("/api/v1/appointments", { body, ...within() }));
export const changeAppointment = (id: t.Uuid, etag: string, body: t.AppointmentChange): Fetched<t.Appointment> =>
  answer(api.PATCH("/api/v1/appointments/{appointment_id}", { params: { ...appointmentAt(id), ...seen(etag) }, body, ...within() }));
export const cancelAppointment = (id: t.Uuid, etag: string): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/appointments/{appointment_id}", { params: { ...appointmentAt(id), ...seen(etag) }, ...within() }));

export const listTemplates = (cursor?: string): Fetched<t.Page<t.Template>> =>
  answer(api.GET("/api/v1/goal-templates", { params: { query: pageAt(cursor) }, ...within() }));
export const getTemplate = (id: t.Uuid): Fetched<t.Template> =>
  answer(api.GET("/api/v1/goal-templates/{template_id}", { params: templateAt(id), ...within() }));
export const keepTemplate = (body: t.NewTemplate): Fetched<t.Template> => answer(api.POST("/api/v1/goal-templates", { body, ...within() }));
export const changeTemplate = (id: t.Uuid, etag: string, body: t.NewTemplate): Fetched<t.Template> =>
  answer(api.PATCH("/api/v1/goal-templates/{template_id}", { params: { ...templateAt(id), ...seen(etag) }, body, ...within() }));
export const dropTemplate = (id: t.Uuid, etag: string): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/goal-templates/{template_id}", { params: { ...templateAt(id), ...seen(etag) }, ...within() }));
export const giveTemplate = (id: t.Uuid, client_id: t.Uuid, start_on: t.Day): Fetched<t.Goal> =>
  answer(api.POST("/api/v1/goal-templates/{template_id}/goals", { params: templateAt(id), body: { client_id, start_on }, ...within() }));

export const listProgrammes = (cursor?: string): Fetched<t.Page<t.Programme>> =>
  answer(api.GET("/api/v1/programmes", { params: { query: pageAt(cursor) }, ...within() }));
export const keepProgramme = (body: t.NewProgramme): Fetched<t.Programme> => answer(api.POST("/api/v1/programmes", { body, ...within() }));
export const dropProgramme = (programme_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/programmes/{programme_id}", { params: { path: { programme_id } }, ...within() }));
export const enrol = (programme_id: t.Uuid, client_id: t.Uuid, starts_on: t.Day): Fetched<t.Enrolment> =>
  answer(api.POST("/api/v1/programmes/{programme_id}/enrolments", { params: { path: { programme_id } }, body: { client_id, starts_on }, ...within() }));
export const listEnrolments = (client_id: t.Uuid, cursor?: string): Fetched<t.Page<t.Enrolment>> =>
  answer(api.GET("/api/v1/enrolments", { params: { query: { client_id, ...pageAt(cursor) } }, ...within() }));
export const endEnrolment = (enrolment_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/enrolments/{enrolment_id}", { params: { path: { enrolment_id } }, ...within() }));

export const getNudgeTexts = (language: t.ReadIn): Fetched<{ language: string; items: t.NudgeText[] }> =>
  answer(api.GET("/api/v1/nudge-texts", { params: { query: { language } }, ...within() }));
/** `null` brings the usual words back. */
export const putNudgeText = (etag: string, language: t.ReadIn, kind: t.NudgeTextKind, text: string | null): Fetched<unknown> =>
  answer(api.PUT("/api/v1/nudge-texts", { params: seen(etag), body: { language, texts: { [kind]: text } }, ...within() }));
export const previewNudge = (kind: t.NudgeTextKind, text: string): Fetched<t.NudgePreview> =>
  answer(api.POST("/api/v1/nudge-texts/preview", { body: { kind, text }, ...within() }));
export const getMeasuring = (): Fetched<{ measuring: boolean }> => answer(api.GET("/api/v1/nudge-settings", within()));
export const putMeasuring = (etag: string, measuring: boolean): Fetched<{ measuring: boolean }> =>
  answer(api.PUT("/api/v1/nudge-settings", { params: seen(etag), body: { measuring }, ...within() }));
export const getNudgeEffect = (): Fetched<t.NudgeEffect> => answer(api.GET("/api/v1/nudge-effect", within()));
export const listMailRefusals = (cursor?: string): Fetched<t.Page<t.MailRefusal>> =>
  answer(api.GET("/api/v1/mail-refusals", { params: { query: pageAt(cursor) }, ...within() }));
export const tryMailAgain = (client_id: t.Uuid): Fetched<unknown> =>
  answer(api.DELETE("/api/v1/mail-refusals/{client_id}", { params: { path: { client_id } }, ...within() }));
