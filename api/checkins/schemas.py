"""Check-ins, skips, reflections, Today and progress on the wire."""

from datetime import date
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api import localtime
from api.accounts.schemas.people import NamedOut
from api.checkins.rules import (
    BIGGER,
    CODE,
    FEELINGS,
    LONGEST_WORDS,
    MOST_LISTED,
    OUTCOMES,
    SOURCES,
    ChipWanted,
)
from api.goals.rules import OBSTACLES
from api.goals.schemas import GoalNamedOut, GoalOut, PlanOut
from api.languages import LANGUAGES
from api.wire import Day, Flag, In, Instant, Number, Out, PageIn, Text, page_out


def _code(**more: Any) -> fields.String:
    return fields.String(validate=validate.Regexp(rf"^{CODE}\Z"), **more)


class CheckInIn(In):
    """How one goal went on one day: an outcome, a number, or both.

    `felt` is kept only while the client has agreed to keep feelings. `recorded_at` is the device's clock.
    """

    goal_id = fields.UUID(required=True)
    happened_on = Day(required=True)
    recorded_at = Instant(load_default=None, allow_none=True)
    outcome = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(OUTCOMES))
    value = Number(load_default=None, allow_none=True)
    felt = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(FEELINGS))
    obstacles = fields.List(
        _code(),
        load_default=list,
        validate=validate.Length(max=MOST_LISTED),
        metadata={
            "description": "A kind, or an own chip of the practice; one it does not have is kept as its kind."
        },
    )
    note = Text(most=4000, load_default=None, allow_none=True)
    source = fields.String(load_default="api", validate=validate.OneOf(SOURCES))

    @ma.post_load
    def _freeze(self, sent: dict[str, Any], **_more: Any) -> dict[str, Any]:
        return sent | {"obstacles": tuple(dict.fromkeys(sent["obstacles"]))}


class CheckInOut(Out):
    """A check-in as the caller may see it. `counts`: the one of its day."""

    id = fields.UUID()
    goal_id = fields.UUID()
    happened_on = fields.Date()
    recorded_at = Instant()
    logged_at = Instant()
    outcome = fields.String(allow_none=True)
    value = fields.Float(allow_none=True)
    felt = fields.String(allow_none=True)
    obstacles = fields.List(fields.String())
    note = fields.String(allow_none=True)
    source = fields.String()
    counts = fields.Boolean()


class ReplyIn(In):
    text = Text(least=1, most=4000, required=True)


class ReplyOut(Out):
    """What coach or client answered on a check-in."""

    id = fields.UUID()
    check_in_id = fields.UUID()
    by = fields.String(metadata={"description": "client or coach"})
    author = fields.Nested(NamedOut)
    text = fields.String()
    written_at = Instant()
    edited_at = Instant(allow_none=True)


class AnsweredOut(CheckInOut):
    """A check-in with what was answered on it."""

    replies = fields.List(fields.Nested(ReplyOut))


class CheckInQueryIn(PageIn):
    unread = fields.Boolean(
        load_default=False, metadata={"description": "Only those with a reply that the caller has not read."}
    )


class ExportQueryIn(In):
    format = fields.String(load_default="json", validate=validate.OneOf(("json", "csv")))


class SkipIn(In):
    """Excused days, for one goal or (goal_id null) for all; open-ended without until_on."""

    goal_id = fields.UUID(load_default=None, allow_none=True)
    from_on = Day(required=True)
    until_on = Day(load_default=None, allow_none=True)
    reason = Text(
        most=500,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "holiday, ill, family, travel, work, not_this_week or unsaid, which readers read in their "
            "own language; or own words."
        },
    )


class SkipOut(Out):
    id = fields.UUID()
    goal_id = fields.UUID(allow_none=True)
    from_on = fields.Date()
    until_on = fields.Date(allow_none=True)
    reason = fields.String(allow_none=True)


class IsoWeek(fields.String):
    """An ISO week, 2026-W47; in Python the Monday that begins it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> date:  # type: ignore[override]
        text = super()._deserialize(value, attr, data, **more)
        try:
            return localtime.week_named(str(text))
        except ValueError as error:
            raise ma.ValidationError("This is not an ISO week such as 2026-W47.") from error


class ReflectionIn(In):
    """The weekly three taps."""

    week = IsoWeek(required=True)
    heavy = fields.Integer(strict=True, required=True, validate=validate.Range(0, 10))
    drained = fields.Integer(strict=True, required=True, validate=validate.Range(0, 10))
    bigger = fields.String(required=True, validate=validate.OneOf(BIGGER))


class ReflectionOut(Out):
    id = fields.UUID()
    week = fields.String()
    heavy = fields.Integer()
    drained = fields.Integer()
    bigger = fields.String()


class StripDayOut(Out):
    on = fields.Date()
    due = fields.Integer()
    logged = fields.Integer()
    excused = fields.Boolean()


class DueOut(Out):
    goal = fields.Nested(GoalOut)
    check_in = fields.Nested(CheckInOut, allow_none=True)
    last_value = fields.Float(allow_none=True)
    done_this_period = fields.Integer()
    wanted_this_period = fields.Integer()


class PausedOut(Out):
    skip_id = fields.UUID()
    goal_id = fields.UUID(allow_none=True)
    from_on = fields.Date()
    until_on = fields.Date(allow_none=True)


class ReflectionDueOut(Out):
    week = fields.String()
    due = fields.Boolean()


class NextAppointmentOut(Out):
    id = fields.UUID()
    starts_at = Instant()
    minutes = fields.Integer()
    place = fields.String(allow_none=True)


class AnsweredGoalOut(Out):
    goal = fields.Nested(GoalNamedOut)
    unread = fields.Integer()


class TodayOut(Out):
    """What a day asks for, and what of it is done. `replies`: goals, due or not, where a reply waits to be read."""

    on = fields.Date()
    zone = fields.String()
    strip = fields.List(fields.Nested(StripDayOut))
    due = fields.List(fields.Nested(DueOut))
    next_due_on = fields.Date(allow_none=True)
    paused = fields.Nested(PausedOut, allow_none=True)
    reflection = fields.Nested(ReflectionDueOut)
    asks_feelings = fields.Boolean()
    next_appointment = fields.Nested(NextAppointmentOut, allow_none=True)
    replies = fields.List(fields.Nested(AnsweredGoalOut))


class TodayQueryIn(In):
    on = Day(load_default=None)


class PointOut(Out):
    on = fields.Date()
    value = fields.Float(allow_none=True)
    planned_weeks = fields.Float()


class DayOut(Out):
    on = fields.Date()


class SpanOut(Out):
    from_on = fields.Date()
    until_on = fields.Date(allow_none=True)


class AdherenceOut(Out):
    kept = fields.Integer()
    of = fields.Integer()
    unit = fields.String()


class CalendarDayOut(Out):
    on = fields.Date()
    state = fields.String()


class ProgressOut(Out):
    """A goal against its plan. Planned pace is one planned week a week, whatever the kind of goal."""

    goal_id = fields.UUID()
    kind = fields.String()
    unit = fields.String(allow_none=True)
    as_of = fields.Date()
    shared = fields.Boolean(
        metadata={"description": "False: the client does not share numbers with the caller."}
    )
    planned_weeks = fields.Float()
    points = fields.List(fields.Nested(PointOut))
    plan = fields.List(fields.Nested(PointOut))
    replans = fields.List(fields.Nested(DayOut))
    excused = fields.List(fields.Nested(SpanOut))
    strength = fields.Float(allow_none=True)
    adherence = fields.Nested(AdherenceOut, allow_none=True)
    calendar = fields.List(fields.Nested(CalendarDayOut))


class SaidOut(Out):
    """What was felt and in the way on one day; a day of which neither was said is not listed."""

    happened_on = fields.Date()
    felt = fields.String(allow_none=True)
    obstacles = fields.List(fields.String())


class InsightOut(Out):
    """What the last weeks of one goal look like. `begun_on`: the first day that its plans ask for."""

    goal = fields.Nested(GoalNamedOut)
    begun_on = fields.Date()
    adherence = fields.Nested(AdherenceOut)
    calendar = fields.List(fields.Nested(CalendarDayOut))
    said = fields.List(fields.Nested(SaidOut))


class InsightsOut(Out):
    """Every active goal of the caller, the newest first. `as_of`: their local day."""

    as_of = fields.Date()
    items = fields.List(fields.Nested(InsightOut))


class ExportedPlanOut(PlanOut):
    from_on = fields.Date(metadata={"description": "Since when the goal followed this plan."})


class ExportedStatusOut(Out):
    status = fields.String()
    since_on = fields.Date()


class ExportOut(Out):
    """A goal with everything on record that the caller may see."""

    goal = fields.Nested(GoalOut)
    plans = fields.List(fields.Nested(ExportedPlanOut))
    statuses = fields.List(fields.Nested(ExportedStatusOut))
    check_ins = fields.List(fields.Nested(AnsweredOut))
    skips = fields.List(fields.Nested(SkipOut))


ChipWordsIn = In.from_dict(
    {
        language: Text(least=1, most=LONGEST_WORDS, load_default=None, allow_none=True)
        for language in LANGUAGES
    },
    name="ChipWordsIn",
)
ChipWordsOut = Out.from_dict(
    {language: fields.String(allow_none=True) for language in LANGUAGES}, name="ChipWordsOut"
)


class ChipIn(In):
    """A chip as it is wanted: a kind of ours by its code, an own one by its code, a new one without.

    Words other than those it has make another chip in its place: what clients chose keeps the words they chose.
    """

    code = _code(load_default=None, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(OBSTACLES))
    words = fields.Nested(ChipWordsIn, load_default=None, allow_none=True)
    is_shown = Flag(required=True, data_key="shown")

    @ma.post_load
    def _want(self, sent: dict[str, Any], **_more: Any) -> ChipWanted:
        words = {language: " ".join(text.split()) for language, text in (sent["words"] or {}).items() if text}
        return ChipWanted(sent["code"], sent["kind"], words, sent["is_shown"])


class ChipsIn(In):
    """Every chip that is to be listed, in the order of the sheet."""

    chips = fields.List(
        fields.Nested(ChipIn), required=True, validate=validate.Length(min=1, max=MOST_LISTED)
    )


class ChipOut(Out):
    """An obstacle that can be chosen, or could be: past ones are there for the check-ins that name them."""

    code = fields.String(
        metadata={"description": "The kind itself, or the kind and what tells it from others."}
    )
    kind = fields.String(validate=validate.OneOf(OBSTACLES))
    words = fields.Nested(
        ChipWordsOut, allow_none=True, metadata={"description": "The practice's; null: the kind's own words."}
    )
    state = fields.String(validate=validate.OneOf(("shown", "hidden", "past")))


class ChipsOut(Out):
    """Every chip of the practice, in the order of the sheet; the past ones last."""

    chips = fields.List(fields.Nested(ChipOut))


AnsweredPageOut = page_out(AnsweredOut)
ReplyPageOut = page_out(ReplyOut)
SkipPageOut = page_out(SkipOut)
