export type Uuid = string;
/** A local day, such as "2026-11-23". */
export type Day = string;
/** A moment in UTC, such as "2026-11-23T07:00:00Z". */
export type Moment = string;

export type Role = "owner" | "coach" | "client";
export type Named = { id: Uuid; name: string };
export type Me = {
  id: Uuid;
  name: string;
  email: string;
  zone: string;
  roles: Role[];
  practice: Named;
  coach: Named | null;
  today: Day;
};
export type Person = { id: Uuid; name: string; email: string; roles: Role[] };
export type Page<T> = { items: T[]; next: string | null };

export type Area =
  | "performance"
  | "accountability"
  | "leadership"
  | "decisions"
  | "strategy"
  | "productivity"
  | "wellbeing"
  | "own";
export type GoalKind = "habit" | "metric" | "steps";
export type GoalStatus = "not_started" | "active" | "on_hold" | "achieved" | "let_go";
export type IfThen = { if: string; then: string };
export type Cadence = {
  every: "day" | "week" | "month";
  interval: number;
  times: number;
  weekdays: number[] | null;
  at_most: boolean;
};
export type Plan = {
  start_on: Day;
  target_on: Day | null;
  cadence: Cadence;
  start_value: number | null;
  target_value: number | null;
  unit: string | null;
  direction: "up" | "down" | null;
};
export type MilestoneFacts = {
  title: string;
  position: number;
  due_from: Day | null;
  due_on: Day | null;
  weight: number;
  reached_on: Day | null;
  what_worked: string | null;
};
export type Milestone = MilestoneFacts & { id: Uuid };
export type Goal = {
  id: Uuid;
  client_id: Uuid;
  title: string;
  area: Area;
  kind: GoalKind;
  status: GoalStatus;
  status_reason: string | null;
  priority: boolean;
  private: boolean;
  why: string | null;
  if_then: IfThen | null;
  plan: Plan;
  milestones: Milestone[];
  created_at: Moment;
};
export type NewGoal = Pick<Goal, "client_id" | "title" | "area" | "kind" | "private" | "why" | "if_then" | "plan">;
export type GoalChange = Partial<
  Pick<Goal, "title" | "area" | "priority" | "private" | "why" | "if_then" | "status" | "status_reason">
>;

export type Outcome = "done" | "partly" | "not";
export type Felt = "heavy" | "hard" | "okay" | "good" | "great";
export type Obstacle =
  | "time"
  | "next_step"
  | "skills"
  | "people"
  | "unwell"
  | "money"
  | "exhaustion"
  | "perfectionism"
  | "worry"
  | "self_doubt"
  | "avoidance"
  | "connection"
  | "other";
export type CheckInFacts = {
  goal_id: Uuid;
  happened_on: Day;
  recorded_at: Moment;
  outcome: Outcome | null;
  value: number | null;
  felt: Felt | null;
  obstacles: Obstacle[];
  note: string | null;
  source: "app" | "outbox" | "push" | "email" | "api";
};
export type CheckIn = CheckInFacts & { id: Uuid; logged_at: Moment; counts: boolean };
export type SkipFacts = { goal_id: Uuid | null; from_on: Day; until_on: Day | null; reason: string | null };
export type Skip = SkipFacts & { id: Uuid };
export type ReflectionFacts = { week: string; heavy: number; drained: number; bigger: "yes" | "no" | "skip" };

export type StripDay = { on: Day; due: number; logged: number; excused: boolean };
export type DueGoal = {
  goal: Goal;
  check_in: CheckIn | null;
  last_value: number | null;
  done_this_period: number;
  wanted_this_period: number;
};
export type Pause = { skip_id: Uuid; goal_id: Uuid | null; from_on: Day; until_on: Day | null };
export type Today = {
  on: Day;
  zone: string;
  strip: StripDay[];
  due: DueGoal[];
  next_due_on: Day | null;
  paused: Pause | null;
  reflection: { week: string; due: boolean };
  /** Whether the client has agreed to keep feelings. */
  asks_feelings: boolean;
};

export type ProgressPoint = { on: Day; value: number | null; planned_weeks: number };
export type CalendarState = "done" | "partly" | "not" | "excused" | "none";
export type Progress = {
  goal_id: Uuid;
  kind: GoalKind;
  unit: string | null;
  as_of: Day;
  /** False: the client does not share numbers with whoever asks. */
  shared: boolean;
  planned_weeks: number;
  points: ProgressPoint[];
  plan: ProgressPoint[];
  replans: { on: Day }[];
  excused: { from_on: Day; until_on: Day | null }[];
  strength: number;
  adherence: { kept: number; of: number; unit: "days" | "weeks" };
  calendar: { on: Day; state: CalendarState }[];
};

export type Level =
  | "too_early"
  | "on_path"
  | "behind"
  | "slipping"
  | "stalled"
  | "stalled_loaded"
  | "consider_support";
export type Lane = "at_a_cost" | "quiet" | "paused";
export type Sign = { sign: string; holds: boolean; sentence: string };
export type Stall = {
  level: Level;
  lane: Lane | null;
  since_on: Day | null;
  at_least_weeks: number | null;
  signs: Sign[];
  missing: string[];
  clears_when: string | null;
  params_version: string;
};
export type AdaptationKind = "goal" | "step_size" | "strategy" | "schedule" | "environment" | "extra_session";
export type AdaptationFacts = { kind: AdaptationKind; on: Day; note: string | null };
export type Adaptation = AdaptationFacts & { id: Uuid; by: "client" | "coach" };

export type SuggestionChoice = "talk" | "see_options" | "not_now" | "dont_suggest" | "have_support";
export type Suggestion = {
  id: Uuid;
  client_id: Uuid;
  goal_id: Uuid | null;
  goal_title: string | null;
  client_name: string;
  basis: "signs" | "persistence" | "client_request" | "coach";
  state: "drafted" | "offered" | "dismissed" | "answered" | "closed";
  reasons: string[];
  text: string;
  response: SuggestionChoice | null;
  created_at: Moment;
  offered_at: Moment | null;
  answered_at: Moment | null;
  dismissal_reason: string | null;
};
export type Helpline = {
  country: string;
  name: string;
  number: string | null;
  hours: string;
  url: string;
  checked_on: Day;
  kind: "call" | "text" | "web";
};

export type CaseloadRow = {
  client: Named;
  level: Level;
  lane: Lane | null;
  why: string;
  sparkline: (number | null)[];
  last_check_in_on: Day | null;
  goals: number;
  open_suggestion: { id: Uuid; state: Suggestion["state"] } | null;
};

export type Sharing = { numbers: boolean; feelings: boolean; obstacles: boolean; notes: boolean };
export type Consent = { given: boolean; version: string; at: Moment | null };
export type Consents = { feelings: Consent; patterns: Consent };
export type NudgePreferences = { on: boolean; weekdays: number[]; at_local: string };
export type Engagement = { id: Uuid; client_id: Uuid; coach_id: Uuid; from_on: Day; until_on: Day | null };
