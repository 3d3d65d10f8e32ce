"""Exports, imports and erasures on the wire."""

from marshmallow import fields, validate

from api.wire import In, Instant, Out, Said, page_out


class NothingIn(In):
    """Nothing is to be said; whatever is sent is refused."""


class WholeExportOut(Out):
    """A copy of everything about the caller."""

    id = fields.UUID()
    state = fields.String(metadata={"description": "waiting, ready or failed"})
    asked_at = Instant()
    ready_at = Instant(allow_none=True)
    expires_at = Instant(metadata={"description": "When it is deleted."})
    size = fields.Integer(allow_none=True, metadata={"description": "Bytes of the file."})


WholeExportPageOut = page_out(WholeExportOut)


class ImportQuery(In):
    """How a file is taken in."""

    settings = fields.String(
        load_default="keep",
        validate=validate.OneOf(("keep", "restore")),
        metadata={
            "description": "restore: name, zone, sharing, consents and reminder become those of the file; "
            "keep: they stay as they are here."
        },
    )


class ImportOut(Out):
    """What was taken in."""

    goals = fields.Integer()
    check_ins = fields.Integer()
    records = fields.Integer(metadata={"description": "Rows that others had made, kept as a record."})
    already_here = fields.Integer(
        metadata={"description": "Rows that were here before and stay as they are."}
    )
    feelings_left_out = fields.Integer(
        metadata={
            "description": "Feelings that were not taken in, for the client has not agreed to keep feelings here."
        }
    )


class HeldOut(Out):
    """One rule of what is deleted by itself, and how much it holds of the practice."""

    kind = fields.String(metadata={"description": "The table."})
    from_the = fields.String(metadata={"description": "The column whose time it counts from."})
    days = fields.Integer()
    why = Said()
    rows = fields.Integer(
        allow_none=True,
        metadata={
            "description": "null: not the practice's own, or too few clients for a count to name nobody."
        },
    )
    past = fields.Integer(
        allow_none=True, metadata={"description": "Rows whose time is over; they go with the next run."}
    )
    next_on = fields.Date(
        allow_none=True,
        metadata={"description": "When the next one goes; null also for what is said of clients."},
    )


HeldPageOut = page_out(HeldOut)


class ErasureIn(In):
    when = fields.String(required=True, validate=validate.OneOf(("now", "in_7_days")))


class ErasureOut(Out):
    state = fields.String(metadata={"description": "none, waiting or done"})
    asked_at = Instant(allow_none=True)
    due_at = Instant(allow_none=True)
