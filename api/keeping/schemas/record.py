"""An export as a file brings it back: every field is looked at as if a stranger had written it."""

import re
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api.checkins.rules import BIGGER, FEELINGS, LONGEST_WORDS, OUTCOMES, SOURCES
from api.errors import Fault, Invalid
from api.goals.schemas import AREAS, KINDS, STATUSES
from api.keeping.rules import BELONGING, Kind
from api.keeping.schemas.columns import (
    Amount,
    At,
    Choice,
    Codes,
    Id,
    IfThen,
    On,
    PulseWords,
    Whole,
    Words,
    Yes,
)
from api.stalls.schemas import ADAPTATION_KINDS
from api.wire import Flag, In, Number, Text

MOST_ROWS = 20_000
MOST_GOALS = 500
MOST_FAULTS = 20
WORDS = 20_000
"""Characters of one value in a record that somebody else had made."""
_NAME = re.compile(r"[a-z][a-z_0-9]{0,39}")


def _weekdays(*, allow_none: bool = False) -> fields.String:
    digits = validate.Regexp(re.compile(r"(?=.)0?1?2?3?4?5?6?\Z"))
    return fields.String(required=True, allow_none=allow_none, validate=digits)


class MembershipRow(In):
    name = Words(120, least=1, is_needed=True)
    zone = Words(64, least=1, is_needed=True)
    is_told_of_replies = Yes()


class SharingRow(In):
    numbers = Yes()
    feelings = Yes()
    obstacles = Yes()
    notes = Yes()


class ConsentRow(In):
    kind = Choice("feelings", "patterns")
    version = fields.String(required=True, validate=validate.Regexp(r"[0-9]{4}-[0-9]{2}\Z"))
    given = Yes()
    at = At()


def _hour() -> fields.String:
    return fields.String(required=True, validate=validate.Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z"))


class NudgePlanRow(In):
    is_on = Yes()
    weekdays = _weekdays()
    at_local = _hour()
    timing = Choice("set", "usual")
    quiet_from = _hour()
    quiet_until = _hour()
    is_discreet = Yes()
    follows_up = Yes()
    is_measured = Yes()
    by_push = Yes()
    by_email = Yes()


class GoalRow(In):
    id = Id()
    title = Words(200, least=1, is_needed=True)
    area = Choice(*AREAS)
    kind = Choice(*KINDS)
    status = Choice(*STATUSES)
    is_priority = Yes()
    is_private = Yes()
    why = Words(2000)
    if_then = IfThen()
    status_reason = Words(500)
    numbers_shared = Flag(load_default=None, allow_none=True)
    feelings_shared = Flag(load_default=None, allow_none=True)
    obstacles_shared = Flag(load_default=None, allow_none=True)
    notes_shared = Flag(load_default=None, allow_none=True)
    version = Whole(1, 1_000_000)
    created_at = At()


class GoalStatusRow(In):
    id = Id()
    goal_id = Id()
    status = Choice(*STATUSES)
    since_on = On()
    since_at = At()


class PlanRow(In):
    id = Id()
    goal_id = Id()
    from_on = On()
    start_on = On()
    target_on = On(allow_none=True)
    every = Choice("day", "week", "month")
    interval = Whole(1, 366)
    times = Whole(1, 366)
    weekdays = _weekdays(allow_none=True)
    at_most = Yes()
    start_value = Amount(allow_none=True)
    target_value = Amount(allow_none=True)
    unit = Words(40)
    direction = Choice("up", "down", allow_none=True)
    by_id = Id(allow_none=True)
    made_at = At()


class MilestoneRow(In):
    id = Id()
    goal_id = Id()
    title = Words(200, least=1, is_needed=True)
    position = Whole(-1_000_000, 1_000_000)
    due_from = On(allow_none=True)
    due_on = On(allow_none=True)
    weight = Amount(least=0.1, most=100)
    reached_on = On(allow_none=True)
    what_worked = Words(500)
    version = Whole(1, 1_000_000)


class CheckInRow(In):
    id = Id()
    goal_id = Id()
    happened_on = On()
    recorded_at = At()
    logged_at = At()
    outcome = Choice(*OUTCOMES, allow_none=True)
    value = Amount(allow_none=True)
    felt = Choice(*FEELINGS, allow_none=True)
    obstacles = Codes()
    note = Words(4000)
    source = Choice(*SOURCES)
    counts = Yes()
    undone_at = At(allow_none=True)


class ReplyRow(In):
    id = Id()
    check_in_id = Id()
    author_id = Id()
    by = Choice("client", "coach")
    text = Words(4000, least=1, is_needed=True)
    written_at = At()
    edited_at = At(allow_none=True)


class SkipRow(In):
    id = Id()
    goal_id = Id(allow_none=True)
    from_on = On()
    until_on = On(allow_none=True)
    reason = Words(500)
    logged_at = At()


class ReflectionRow(In):
    id = Id()
    week_on = On()
    heavy = Whole(0, 10)
    drained = Whole(0, 10)
    bigger = Choice(*BIGGER)
    logged_at = At()
    counts = Yes()


class AdaptationRow(In):
    id = Id()
    goal_id = Id()
    kind = Choice(*ADAPTATION_KINDS)
    on = On()
    note = Words(1000)
    by = Choice("client", "coach")
    by_id = Id(allow_none=True)
    logged_at = At()


class ObstaclePulseRow(In):
    id = Id()
    goal_id = Id(allow_none=True)
    asked_by_id = Id(allow_none=True)
    asked_at = At()
    answers = PulseWords()
    answered_by = Choice("client", "coach", allow_none=True)
    answered_at = At(allow_none=True)


ROWS: dict[str, type[In]] = {
    "membership": MembershipRow,
    "sharing": SharingRow,
    "consent": ConsentRow,
    "nudge_plan": NudgePlanRow,
    "goal": GoalRow,
    "goal_status": GoalStatusRow,
    "plan": PlanRow,
    "milestone": MilestoneRow,
    "check_in": CheckInRow,
    "reply": ReplyRow,
    "skip": SkipRow,
    "reflection": ReflectionRow,
    "adaptation": AdaptationRow,
    "obstacle_pulse": ObstaclePulseRow,
}
"""What an import makes anew: every table that `rules.belonging` calls GIVEN."""


class Record(fields.Field[dict[str, Any]]):
    """A row that somebody else had made: plain values under plain names, and nothing is done with them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) > 40:  # noqa: PLR2004
            raise ma.ValidationError("This is no row of an export.")
        for name, one in value.items():
            if not _NAME.fullmatch(name):
                raise ma.ValidationError("This is no row of an export.")
            if isinstance(one, str):
                Text(most=WORDS).deserialize(one, attr, data, **more)
            elif isinstance(one, int | float) and not isinstance(one, bool):
                Number().deserialize(one, attr, data, **more)
            elif one is not None and not isinstance(one, bool):
                raise ma.ValidationError("This is no row of an export.")
        return value


class Somebody(In):
    id = Id()
    name = Words(120, least=1, is_needed=True)


class PracticeOfRecord(In):
    """`chips`: the practice's words for what its own codes name; an import leaves them, for they are a practice's."""

    id = Id()
    name = Words(200, is_needed=True)
    chips = fields.Dict(
        keys=fields.String(validate=validate.Length(max=40)),
        values=fields.Dict(keys=fields.String(), values=Text(most=LONGEST_WORDS)),
        load_default=dict,
        validate=validate.Length(max=1000),
    )


class PersonOfRecord(In):
    id = Id()
    email = Words(254, is_needed=True)
    joined_at = At()


TablesIn = In.from_dict(
    {
        name: fields.List(fields.Nested(ROWS[name]) if name in ROWS else Record(), load_default=list)
        for name, part in BELONGING.items()
        if part.kind in (Kind.GIVEN, Kind.TOLD)
    },
    name="TablesIn",
)


class RecordIn(In):
    """The whole of export.json."""

    format = Choice("waymark-export")
    version = Whole(1, 1)
    exported_at = At()
    practice = fields.Nested(PracticeOfRecord, required=True)
    person = fields.Nested(PersonOfRecord, required=True)
    people = fields.List(fields.Nested(Somebody), required=True, validate=validate.Length(max=1000))
    tables = fields.Nested(TablesIn, required=True)


def read_record(sent: Any) -> dict[str, Any]:
    """Give an export that was sent, looked at from end to end. Raises Invalid naming what is wrong with it."""
    tables = sent.get("tables") if isinstance(sent, dict) else None
    listed = [rows for rows in tables.values() if isinstance(rows, list)] if isinstance(tables, dict) else []
    if sum(len(rows) for rows in listed) > MOST_ROWS:
        raise Invalid.field("tables", f"At most {MOST_ROWS} rows can be taken in.")
    try:
        record: dict[str, Any] = RecordIn().load(sent)
    except ma.ValidationError as error:
        raise Invalid(None, *_faults(error.messages)[:MOST_FAULTS]) from None
    if len(record["tables"]["goal"]) > MOST_GOALS:
        raise Invalid.field("tables.goal", f"At most {MOST_GOALS} goals can be taken in.")
    return record


def _faults(messages: Any, path: tuple[str, ...] = ()) -> list[Fault]:
    if isinstance(messages, dict):
        return [fault for key, value in messages.items() for fault in _faults(value, (*path, str(key)))]
    if isinstance(messages, list):
        return [fault for value in messages for fault in _faults(value, path)]
    return [Fault(".".join(name for name in path if name != "_schema"), str(messages))]
