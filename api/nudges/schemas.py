"""Reminders on the wire."""

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api.wire import Flag, In, Instant, Out, page_out

OUTCOMES = ("sent", "not_sent", "moved")
AT_LOCAL = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class NudgePreferencesIn(In):
    """When to be reminded: on these weekdays (0 is Monday), at this local time."""

    on = Flag(required=True)
    weekdays = fields.List(
        fields.Integer(strict=True, validate=validate.Range(0, 6)),
        required=True,
        validate=validate.Length(max=7),
    )
    at_local = fields.String(
        required=True,
        validate=validate.Regexp(AT_LOCAL, error="Give a time from 00:00 to 23:59, such as 16:00."),
    )

    @ma.validates_schema(skip_on_field_errors=True)
    def _check_weekdays(self, sent: dict[str, Any], **_: Any) -> None:
        weekdays = sent["weekdays"]
        if len(set(weekdays)) != len(weekdays):
            raise ma.ValidationError("Choose each weekday once.", "weekdays")
        if sent["on"] and not weekdays:
            raise ma.ValidationError("Choose at least one weekday, or turn reminders off.", "weekdays")


class NudgePreferencesOut(Out):
    """When the client is reminded."""

    on = fields.Boolean(attribute="is_on")
    weekdays = fields.List(fields.Integer())
    at_local = fields.String()


class NudgeOut(Out):
    """What became of one reminder, and why it was not sent or was moved."""

    id = fields.UUID()
    on = fields.Date(attribute="on_date")
    kind = fields.String()
    outcome = fields.String(validate=validate.OneOf(OUTCOMES))
    reason = fields.String(allow_none=True)
    decided_at = Instant()


NudgePageOut = page_out(NudgeOut)
