"""Verdicts and changes of approach on the wire."""

from marshmallow import fields, validate

from api.wire import Day, In, Out, Text, page_out

ADAPTATION_KINDS = ("goal", "step_size", "strategy", "schedule", "environment", "extra_session")


class SignOut(Out):
    sign = fields.String()
    holds = fields.Boolean()
    sentence = fields.String()


class StallOut(Out):
    """What the model says of a goal from what the caller may see: its level, its evidence, what would clear it."""

    level = fields.String()
    lane = fields.String(allow_none=True)
    since_on = fields.Date(allow_none=True)
    at_least_weeks = fields.Integer(allow_none=True)
    signs = fields.List(fields.Nested(SignOut))
    missing = fields.List(fields.String())
    clears_when = fields.String(allow_none=True)
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


AdaptationPageOut = page_out(AdaptationOut)
