"""Verdicts and changes of approach on the wire."""

from marshmallow import fields, validate

from api.wire import Day, Flag, In, Instant, Out, PageIn, Said, Text, page_out

ADAPTATION_KINDS = ("goal", "step_size", "strategy", "schedule", "environment", "extra_session")


class SignOut(Out):
    sign = fields.String()
    holds = fields.Boolean()
    sentence = Said()


class StallOut(Out):
    """What the model says of a goal from what the caller may see: its level, its evidence, what would clear it."""

    level = fields.String()
    lane = fields.String(allow_none=True)
    since_on = fields.Date(allow_none=True)
    at_least_weeks = fields.Integer(allow_none=True)
    signs = fields.List(fields.Nested(SignOut))
    missing = fields.List(Said())
    clears_when = Said(allow_none=True)
    params_version = fields.String()


class AdaptationIn(In):
    """A change of approach, on the day it was made."""

    kind = fields.String(required=True, validate=validate.OneOf(ADAPTATION_KINDS))
    on = Day(required=True)
    note = Text(most=1000, load_default=None, allow_none=True)


class AdaptationOut(Out):
    id = fields.UUID()
    kind = fields.String()
    on = fields.Date()
    note = fields.String(allow_none=True)
    by = fields.String()


PULSE_ANSWERS = ("fine", "partly", "in_the_way")


def _answer() -> fields.String:
    return fields.String(validate=validate.OneOf(PULSE_ANSWERS))


class PulseAnswersIn(In):
    """Some or all of the six, each fine, partly or in_the_way."""

    skills = _answer()
    time = _answer()
    surroundings = _answer()
    motivation = _answer()
    support = _answer()
    our_fit = _answer()


class PulseAnswersOut(Out):
    """The six; null: not answered."""

    skills = fields.String(allow_none=True)
    time = fields.String(allow_none=True)
    surroundings = fields.String(allow_none=True)
    motivation = fields.String(allow_none=True)
    support = fields.String(allow_none=True)
    our_fit = fields.String(allow_none=True)


class PulseIn(In):
    """What is in the way. A coach who leaves the answers out asks for them."""

    client_id = fields.UUID(required=True)
    goal_id = fields.UUID(load_default=None, allow_none=True)
    answers = fields.Nested(PulseAnswersIn, load_default=None, allow_none=True)


class PulseOut(Out):
    id = fields.UUID()
    client_id = fields.UUID()
    goal_id = fields.UUID(allow_none=True)
    asked_at = Instant()
    answered_at = Instant(allow_none=True)
    answered_by = fields.String(allow_none=True, metadata={"description": "client or coach"})
    answers = fields.Nested(PulseAnswersOut, allow_none=True)


class PulseQueryIn(PageIn):
    client_id = fields.UUID(required=True)


class HintOut(Out):
    code = fields.String()
    text = Said()


class TriedOut(AdaptationOut):
    """A change of approach, with the pace before and after it (1.0: as planned). It claims no cause."""

    pace_before = fields.Float(allow_none=True)
    pace_after = fields.Float(allow_none=True)
    weeks_after = fields.Integer()


class SupportOut(Out):
    """What goes with a level: what to think through, what may be tried, and what followed what was tried."""

    level = fields.String()
    next_step = Said(allow_none=True)
    hypotheses = fields.List(fields.Nested(HintOut))
    changes = fields.List(fields.Nested(HintOut))
    tried = fields.List(fields.Nested(TriedOut))


VERDICTS = ("relevant", "not_a_concern", "not_sure")


class EpisodeQueryIn(PageIn):
    goal_id = fields.UUID(required=True)


class VerdictIn(In):
    """Was this worth knowing, and why or why not."""

    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    reason = Text(most=1000, load_default=None, allow_none=True)


class EpisodeOut(Out):
    """A stretch in which a goal stood still."""

    id = fields.UUID()
    goal_id = fields.UUID()
    opened_on = fields.Date()
    closed_on = fields.Date(allow_none=True)
    was_adapted = fields.Boolean()
    verdict = fields.String(allow_none=True, metadata={"description": "For coaches alone."})
    verdict_reason = fields.String(allow_none=True, metadata={"description": "For coaches alone."})


class SettingsIn(In):
    """The practice's one choice: whether bigger reactions count from two answers of six on, not three."""

    looks_earlier = Flag(required=True, data_key="earlier")


class SettingsOut(Out):
    looks_earlier = fields.Boolean(data_key="earlier")
    params_version = fields.String()


class DryRunIn(In):
    """Settings to try on the practice's own history, and over how many weeks."""

    looks_earlier = Flag(load_default=False, data_key="earlier")
    weeks = fields.Integer(strict=True, load_default=12, validate=validate.Range(1, 52))


class DryRunOut(Out):
    """What these settings would have flagged; the counts are null until it has been worked out."""

    id = fields.UUID()
    looks_earlier = fields.Boolean(data_key="earlier")
    weeks = fields.Integer()
    asked_at = Instant()
    answered_at = Instant(allow_none=True)
    clients = fields.Integer(allow_none=True)
    flagged_clients = fields.Integer(allow_none=True)
    flags_a_week = fields.Float(allow_none=True)
    suggested_clients = fields.Integer(allow_none=True)
    sentence = Said(allow_none=True)


EpisodePageOut = page_out(EpisodeOut)
PulsePageOut = page_out(PulseOut)
AdaptationPageOut = page_out(AdaptationOut)
