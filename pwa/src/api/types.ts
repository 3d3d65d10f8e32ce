import type { components } from "./types.gen.ts";

type Wire = components["schemas"];
/** A wire type with some fields told more exactly: each must exist there and fit what the document says. */
type Exactly<T, Told extends { [K in keyof Told]: K extends keyof T ? T[K] : never }> = Omit<T, keyof Told> & Told;

export type Uuid = string;
/** A local day, such as "2026-11-23". */
export type Day = string;
/** A moment in UTC, such as "2026-11-23T07:00:00Z". */
export type Moment = string;

export type Role = "owner" | "coach" | "client";
export type Named = Wire["NamedOut"];
export type Me = Exactly<Wire["MeOut"], { roles: Role[]; memberships: Membership[] }>;
export type ReadIn = NonNullable<Me["language"]>;
export type Person = Exactly<Wire["MemberOut"], { roles: Role[] }>;
export type Page<T> = { items: T[]; next: string | null };

export type NewGoal = Wire["GoalIn"];
export type Area = NewGoal["area"];
export type GoalKind = NewGoal["kind"];
export type GoalChange = Wire["GoalChangesIn"];
export type GoalStatus = NonNullable<GoalChange["status"]>;
export type IfThen = Wire["IfThenOut"];
export type Plan = Wire["PlanIn"];
export type MilestoneFacts = Wire["MilestoneIn"];
export type Milestone = Wire["MilestoneOut"];
export type Goal = Exactly<Wire["GoalOut"], { area: Area; kind: GoalKind; status: GoalStatus; plan: Plan }>;

/** A check-in as this app sends it: every field said. */
export type CheckInFacts = Required<Wire["CheckInIn"]> & { recorded_at: Moment };
export type Outcome = NonNullable<CheckInFacts["outcome"]>;
export type Felt = NonNullable<CheckInFacts["felt"]>;
export type ObstacleChips = Wire["ChipsOut"];
export type Chip = ObstacleChips["chips"][number];
export type NewChips = Wire["ChipsIn"];
export type ObstacleKind = Chip["kind"];
/** A kind, or a kind and what tells a practice's own chip from others. */
export type Obstacle = string;
export type CheckIn = Exactly<
  Wire["CheckInOut"],
  { outcome: Outcome | null; felt: Felt | null; obstacles: Obstacle[]; source: CheckInFacts["source"] }
>;
export type Reply = Exactly<Wire["ReplyOut"], { by: "client" | "coach" }>;
export type AnsweredCheckIn = CheckIn & { replies: Reply[] };
export type SkipFacts = Wire["SkipIn"];
export type Skip = Wire["SkipOut"];
export type ReflectionFacts = Wire["ReflectionIn"];

export type StripDay = Wire["StripDayOut"];
export type DueGoal = Exactly<Wire["DueOut"], { goal: Goal; check_in: CheckIn | null }>;
export type Pause = Wire["PausedOut"];
export type Enrolment = Wire["EnrolmentOut"];
export type Today = Exactly<Wire["TodayOut"], { due: DueGoal[] }>;

export type CalendarState = "done" | "partly" | "not" | "excused" | "none";
/** What is drawn of a goal's rhythm. */
type Kept = {
  adherence: Exactly<Wire["AdherenceOut"], { unit: "days" | "weeks" }>;
  calendar: Exactly<Wire["CalendarDayOut"], { state: CalendarState }>[];
};
export type Progress = Exactly<Wire["ProgressOut"], { kind: GoalKind; adherence: Kept["adherence"] | null; calendar: Kept["calendar"] }>;
/** What was said of a check-in that counts: a whole check-in, which may not, is none. */
export type Said = Exactly<Wire["SaidOut"], Pick<CheckIn, "felt" | "obstacles">> & { counts?: never };
export type Insight = Exactly<Wire["InsightOut"], Kept & { said: Said[] }>;
export type Insights = Exactly<Wire["InsightsOut"], { items: Insight[] }>;

export type Level = "too_early" | "on_path" | "behind" | "slipping" | "stalled" | "stalled_loaded" | "consider_support";
export type Lane = "at_a_cost" | "quiet" | "paused";
export type Stall = Exactly<Wire["StallOut"], { level: Level; lane: Lane | null }>;
export type AdaptationFacts = Wire["AdaptationIn"];
export type AdaptationKind = AdaptationFacts["kind"];
export type Adaptation = Exactly<Wire["AdaptationOut"], { kind: AdaptationKind; by: "client" | "coach" }>;

export type SuggestionChoice = Wire["ResponseIn"]["choice"];
export type SuggestionState = "drafted" | "offered" | "dismissed" | "answered" | "closed";
export type Suggestion = Exactly<Wire["SuggestionOut"], { state: SuggestionState; response: SuggestionChoice | null }>;
export type Helpline = Exactly<Wire["HelplineOut"], { kind: "call" | "text" | "web" }>;

export type CaseloadRow = Exactly<
  Wire["CaseOut"],
  { level: Level; lane: Lane | null; open_suggestion: { id: Uuid; state: SuggestionState } | null }
>;

export type Sharing = Wire["SharingOut"];
export type Consent = Wire["ConsentOut"];
export type Consents = Wire["ConsentsOut"];
export type NudgePreferences = Wire["NudgePreferencesOut"];
export type NudgeWishes = Wire["NudgePreferencesIn"];
export type SharedFields = Wire["SharedOut"];
export type GoalSharing = Wire["GoalSharingOut"];
export type GoalSharingChange = Wire["GoalSharingIn"];
export type ConsentChange = Wire["ConsentsIn"];

export type Membership = Exactly<Wire["MembershipOut"], { roles: Role[] }>;
export type InvitationPreview = Exactly<Wire["InvitationPreviewOut"], { roles: Role[] }>;
export type Acceptance = Exactly<Wire["AcceptanceOut"], { me: Me | null }>;
export type Passkey = Wire["PasskeyOut"];
export type Device = Wire["DeviceOut"];
export type Scope = Wire["ApiTokenIn"]["scopes"][number];
export type ApiToken = Exactly<Wire["ApiTokenOut"], { scopes: Scope[] }>;
export type NewApiToken = Exactly<Wire["NewApiTokenOut"], { scopes: Scope[] }>;

export type CoachSees = Exactly<
  Wire["CoachSeesOut"],
  { caseload: CaseloadRow | null; goals: Page<Goal> }
>;
export type CoachSeesGoal = Exactly<
  Wire["CoachSeesGoalOut"],
  { goal: Goal | null; progress: Progress | null; stall: Stall | null; check_ins: Page<AnsweredCheckIn>; adaptations: Page<Adaptation> }
>;
export type ReadEntry = Wire["AccessOut"];
export type PrivacyNotice = Wire["NoticeOut"];
export type Sight = Wire["SightOut"];
export type Export = Wire["WholeExportOut"];
export type Imported = Wire["ImportOut"];
export type Erasure = Wire["ErasureOut"];

export type Practice = Wire["PracticeOut"];
export type Invitation = Exactly<Wire["InvitationOut"], { roles: Role[] }>;
export type NewInvitation = { email: string; name: string; roles: Role[]; zone?: string | null; coach_id?: Uuid | null };
export type ClientImport = Wire["ClientImportOut"];
export type NewClientImport = Wire["ClientImportIn"];
export type Engagement = Wire["EngagementOut"];
export type CoachNote = Wire["NoteOut"];

/** What goes with a level, and what people do about it: support, pulses, triage, the directory, the owner's counts. */
export type Tried = Exactly<Wire["TriedOut"], { kind: AdaptationKind; by: "client" | "coach" }>;
export type GoalSupport = Exactly<Wire["SupportOut"], { level: Level; tried: Tried[] }>;
export type Verdict = Wire["VerdictIn"]["verdict"];
export type Episode = Exactly<Wire["EpisodeOut"], { verdict: Verdict | null }>;
export type PulseAnswers = Wire["PulseAnswersIn"];
export type PulseQuestion = keyof PulseAnswers;
export type PulseAnswer = NonNullable<PulseAnswers[PulseQuestion]>;
export type Pulse = Exactly<Wire["PulseOut"], { answers: { [Q in PulseQuestion]: PulseAnswer | null } | null }>;
export type CardKind = "request" | "answer" | "draft" | "stalled_loaded" | "stalled" | "at_a_cost" | "quiet";
export type TriageCard = Exactly<Wire["CardOut"], { kind: CardKind }>;
export type Triage = Exactly<Wire["TriageOut"], { items: TriageCard[] }>;
export type SupportOutcome = NonNullable<Wire["OutcomeIn"]["outcome"]>;
export type Provider = Wire["ProviderOut"];
export type ProviderFacts = Required<Wire["ProviderIn"]>;
export type Ledger = Wire["LedgerOut"];
export type Held = Wire["HeldOut"];
export type Messages = Wire["MessagesOut"];
export type Channel = Messages["email"];
export type StallSettings = Wire["SettingsOut"];
export type DryRun = Wire["DryRunOut"];

/** What a coach arranges, keeps for reuse, and an owner sets. */
export type Appointment = Wire["AppointmentOut"];
export type AppointmentChange = Wire["AppointmentChangesIn"];
export type NewTemplate = Wire["TemplateIn"];
export type Template = Exactly<Wire["TemplateOut"], { area: Area; kind: GoalKind; plan: NewTemplate["plan"] }>;
export type NewProgramme = Wire["ProgrammeIn"];
export type ProgrammeStep = NewProgramme["steps"][number];
export type Release = ProgrammeStep["release"];
export type Programme = Exactly<Wire["ProgrammeOut"], { steps: Exactly<Wire["ProgrammeStepOut"], { release: Release }>[] }>;
export type NudgeText = Wire["NudgeTextOut"];
export type NudgeTextKind = Wire["NudgePreviewIn"]["kind"];
export type NudgePreview = Wire["NudgePreviewOut"];
export type NudgeEffect = Wire["NudgeEffectOut"];
export type MailRefusal = Wire["MailRefusalOut"];
