"""Sharing and consents on the wire."""

from marshmallow import fields

from api.wire import Flag, In, Instant, Out


class SharingIn(In):
    """What the coach may see; what is left out stays as it is."""

    numbers = Flag()
    feelings = Flag()
    obstacles = Flag()
    notes = Flag()


class SharingOut(Out):
    numbers = fields.Boolean()
    feelings = fields.Boolean()
    obstacles = fields.Boolean()
    notes = fields.Boolean()


class ConsentOut(Out):
    given = fields.Boolean()
    version = fields.String()
    at = Instant(allow_none=True)


class ConsentsIn(In):
    """What the client agrees to; what is left out stays as it is. Taking back deletes what was derived."""

    feelings = Flag()
    patterns = Flag()


class ConsentsOut(Out):
    feelings = fields.Nested(ConsentOut)
    patterns = fields.Nested(ConsentOut)
