"""Goals on the wire."""

from marshmallow import fields, validate

from api.goals.rules import RELEASES
from api.wire import Day, Flag, In, Instant, Number, Out, PageIn, Text, page_out

AREAS = (
    "performance",
    "accountability",
    "leadership",
    "decisions",
    "strategy",
    "productivity",
    "wellbeing",
    "own",
)
KINDS = ("habit", "metric", "steps")
STATUSES = ("not_started", "active", "on_hold", "achieved", "let_go")
MOST_TIMES = 366


class IfThenIn(In):
    """The client's own plan for a hard moment: if this happens, then that."""

    cue = Text(least=1, most=300, required=True, data_key="if")
    act = Text(least=1, most=300, required=True, data_key="then")


class IfThenOut(Out):
    cue = fields.String(data_key="if")
    act = fields.String(data_key="then")


class CadenceIn(In):
    """So many times in every so many days, weeks or months; or on chosen weekdays (0 is Monday)."""

    every = fields.String(required=True, validate=validate.OneOf(("day", "week", "month")))
    interval = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 366))
    times = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, MOST_TIMES))
    weekdays = fields.List(
        fields.Integer(strict=True, validate=validate.Range(0, 6)),
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 7),
    )
    at_most = Flag(load_default=False)


class CadenceOut(Out):
    every = fields.String()
    interval = fields.Integer()
    times = fields.Integer()
    weekdays = fields.List(fields.Integer(), allow_none=True)
    at_most = fields.Boolean()


class PlanIn(In):
    """A path: when it starts, what it asks for, where it leads. A metric needs values, a direction and a day."""

    start_on = Day(required=True)
    target_on = Day(load_default=None, allow_none=True)
    cadence = fields.Nested(CadenceIn, required=True)
    start_value = Number(load_default=None, allow_none=True)
    target_value = Number(load_default=None, allow_none=True)
    unit = Text(most=40, load_default=None, allow_none=True)
    direction = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(("up", "down")))


class PlanOut(Out):
    start_on = fields.Date()
    target_on = fields.Date(allow_none=True)
    cadence = fields.Nested(CadenceOut)
    start_value = fields.Float(allow_none=True)
    target_value = fields.Float(allow_none=True)
    unit = fields.String(allow_none=True)
    direction = fields.String(allow_none=True)


class GoalIn(In):
    """A new goal."""

    client_id = fields.UUID(required=True)
    title = Text(least=1, most=200, required=True)
    area = fields.String(required=True, validate=validate.OneOf(AREAS))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    priority = Flag(load_default=False, attribute="is_priority")
    private = Flag(load_default=False, attribute="is_private")
    why = Text(most=2000, load_default=None, allow_none=True)
    if_then = fields.Nested(IfThenIn, load_default=None, allow_none=True)
    plan = fields.Nested(PlanIn, required=True)


class GoalChangesIn(In):
    """What is to read differently."""

    title = Text(least=1, most=200)
    area = fields.String(validate=validate.OneOf(AREAS))
    priority = Flag(attribute="is_priority")
    private = Flag(attribute="is_private")
    why = Text(most=2000, allow_none=True)
    if_then = fields.Nested(IfThenIn, allow_none=True)
    status = fields.String(validate=validate.OneOf(STATUSES))
    status_reason = Text(most=500, allow_none=True)


class MilestoneIn(In):
    """A step of the path, due on a day or within a range."""

    title = Text(least=1, most=200, required=True)
    position = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 10_000))
    due_from = Day(load_default=None, allow_none=True)
    due_on = Day(load_default=None, allow_none=True)
    weight = Number(least=0.1, most=100, load_default=1.0)
    reached_on = Day(load_default=None, allow_none=True)
    what_worked = Text(most=500, load_default=None, allow_none=True)


class MilestoneOut(Out):
    id = fields.UUID()
    title = fields.String()
    position = fields.Integer()
    due_from = fields.Date(allow_none=True)
    due_on = fields.Date(allow_none=True)
    weight = fields.Float()
    reached_on = fields.Date(allow_none=True)
    what_worked = fields.String(allow_none=True)


class SharedOut(Out):
    """What the client's coach sees of a goal. False: it reads "nothing shared" to them, and is empty on the wire."""

    numbers = fields.Boolean()
    feelings = fields.Boolean()
    obstacles = fields.Boolean()
    notes = fields.Boolean()


class GoalOut(Out):
    """A goal with the plan in force and its milestones."""

    id = fields.UUID()
    client_id = fields.UUID()
    title = fields.String()
    area = fields.String()
    kind = fields.String()
    status = fields.String()
    status_reason = fields.String(allow_none=True)
    priority = fields.Boolean()
    private = fields.Boolean()
    why = fields.String(allow_none=True)
    if_then = fields.Nested(IfThenOut, allow_none=True)
    plan = fields.Nested(PlanOut)
    milestones = fields.List(fields.Nested(MilestoneOut))
    shared = fields.Nested(SharedOut)
    unread_replies = fields.Integer(
        metadata={"description": "Replies on its check-ins that the caller has not read."}
    )
    created_at = Instant()


class GoalNamedOut(Out):
    id = fields.UUID()
    title = fields.String()


class GoalQueryIn(PageIn):
    client_id = fields.UUID(load_default=None)


class MilestoneOrderIn(In):
    """Every milestone of the goal once, in the order in which they are to stand."""

    ids = fields.List(fields.UUID(), required=True, validate=validate.Length(max=100))


class TemplatePlanIn(In):
    """A plan without its days: it starts when the template is used and, with `weeks`, leads that far."""

    weeks = fields.Integer(strict=True, load_default=None, allow_none=True, validate=validate.Range(1, 260))
    cadence = fields.Nested(CadenceIn, required=True)
    start_value = Number(load_default=None, allow_none=True)
    target_value = Number(load_default=None, allow_none=True)
    unit = Text(most=40, load_default=None, allow_none=True)
    direction = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(("up", "down")))


class TemplateMilestoneIn(In):
    title = Text(least=1, most=200, required=True)
    due_after_days = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 2000)
    )
    weight = Number(least=0.1, most=100, load_default=1.0)


class TemplateIn(In):
    """A goal that is set again and again."""

    title = Text(least=1, most=200, required=True)
    area = fields.String(required=True, validate=validate.OneOf(AREAS))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    priority = Flag(load_default=False, attribute="is_priority")
    why = Text(most=2000, load_default=None, allow_none=True)
    if_then = fields.Nested(IfThenIn, load_default=None, allow_none=True)
    plan = fields.Nested(TemplatePlanIn, required=True)
    milestones = fields.List(
        fields.Nested(TemplateMilestoneIn), load_default=list, validate=validate.Length(max=50)
    )


class TemplatePlanOut(Out):
    weeks = fields.Integer(allow_none=True)
    cadence = fields.Nested(CadenceOut)
    start_value = fields.Float(allow_none=True)
    target_value = fields.Float(allow_none=True)
    unit = fields.String(allow_none=True)
    direction = fields.String(allow_none=True)


class TemplateMilestoneOut(Out):
    title = fields.String()
    due_after_days = fields.Integer(allow_none=True)
    weight = fields.Float()


class TemplateOut(Out):
    id = fields.UUID()
    title = fields.String()
    area = fields.String()
    kind = fields.String()
    priority = fields.Boolean(attribute="is_priority")
    why = fields.String(allow_none=True)
    if_then = fields.Nested(IfThenOut, allow_none=True)
    plan = fields.Nested(TemplatePlanOut)
    milestones = fields.List(fields.Nested(TemplateMilestoneOut))


class TemplateUseIn(In):
    """Whose goal it becomes, and from which day on (by default the client's today)."""

    client_id = fields.UUID(required=True)
    start_on = Day(load_default=None, allow_none=True)


class ProgrammeStepIn(In):
    """A template and what releases it: at once, completion of the step before, a delay after it, or a date."""

    template_id = fields.UUID(required=True)
    release = fields.String(required=True, validate=validate.OneOf(RELEASES))
    after_days = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 2000)
    )
    on = Day(load_default=None, allow_none=True)


class ProgrammeIn(In):
    title = Text(least=1, most=200, required=True)
    steps = fields.List(fields.Nested(ProgrammeStepIn), required=True, validate=validate.Length(1, 50))


class ProgrammeStepOut(Out):
    template_id = fields.UUID()
    release = fields.String()
    after_days = fields.Integer(allow_none=True)
    on = fields.Date(allow_none=True)


class ProgrammeOut(Out):
    """Templates in order, each released when its turn comes."""

    id = fields.UUID()
    title = fields.String()
    steps = fields.List(fields.Nested(ProgrammeStepOut))


class EnrolmentIn(In):
    client_id = fields.UUID(required=True)
    starts_on = Day(load_default=None, allow_none=True)


class EnrolmentGoalOut(Out):
    goal_id = fields.UUID()
    released_on = fields.Date()


class EnrolmentOut(Out):
    """A client on a programme, and the goals that came of it so far."""

    id = fields.UUID()
    programme_id = fields.UUID()
    title = fields.String()
    client_id = fields.UUID()
    starts_on = fields.Date()
    ended_at = Instant(allow_none=True)
    goals = fields.List(fields.Nested(EnrolmentGoalOut))


class CalendarFeedIn(In):
    """Whether the calendar shows names, titles and places, or only that there is something."""

    shows_titles = Flag(load_default=False, data_key="titles")


class CalendarFeedOut(Out):
    """The feed's secret address. It is shown this once."""

    url = fields.String()


GoalPageOut = page_out(GoalOut)
TemplatePageOut = page_out(TemplateOut)
ProgrammePageOut = page_out(ProgrammeOut)
EnrolmentPageOut = page_out(EnrolmentOut)
