"""Appointments on the wire."""

from datetime import datetime
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api.wire import FIRST_YEAR, LAST_YEAR, Flag, In, Instant, Out, PageIn, Text, page_out


class AppointmentTime(Instant):
    """An instant within the years in which people meet."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> datetime:
        instant = super()._deserialize(value, attr, data, **more)
        if not FIRST_YEAR < instant.year < LAST_YEAR:
            raise ma.ValidationError(f"Choose a time between {FIRST_YEAR} and {LAST_YEAR}.")
        return instant


class AppointmentIn(In):
    """A new appointment of a coach with a client."""

    client_id = fields.UUID(required=True)
    starts_at = AppointmentTime(required=True)
    minutes = fields.Integer(strict=True, load_default=60, validate=validate.Range(5, 24 * 60))
    place = Text(most=300, load_default=None, allow_none=True)


class AppointmentChangesIn(In):
    """What is to read differently."""

    starts_at = AppointmentTime()
    minutes = fields.Integer(strict=True, validate=validate.Range(5, 24 * 60))
    place = Text(most=300, allow_none=True)
    attended = Flag(allow_none=True, attribute="was_attended")


class AppointmentOut(Out):
    id = fields.UUID()
    client_id = fields.UUID()
    coach_id = fields.UUID()
    starts_at = Instant()
    minutes = fields.Integer()
    place = fields.String(allow_none=True)
    attended = fields.Boolean(allow_none=True)


class AppointmentQueryIn(PageIn):
    client_id = fields.UUID(load_default=None)
    from_at = AppointmentTime(load_default=None)


AppointmentPageOut = page_out(AppointmentOut)
