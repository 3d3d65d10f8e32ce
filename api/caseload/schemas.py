"""The caseload on the wire."""

from marshmallow import fields

from api.accounts.schemas.people import NamedOut
from api.wire import In, Instant, Out, Text, page_out


class OpenSuggestionOut(Out):
    """A suggestion that is open, or that the client answered within the last 28 days."""

    id = fields.UUID()
    state = fields.String()


class CaseOut(Out):
    """A client, where they stand by the goal that needs the coach most, and why in one line."""

    client = fields.Nested(NamedOut)
    level = fields.String()
    lane = fields.String(allow_none=True)
    why = fields.String()
    sparkline = fields.List(
        fields.Float(allow_none=True),
        metadata={"description": "Planned weeks gained in each of the last eight weeks; null: none known."},
    )
    last_check_in_on = fields.Date(allow_none=True)
    goals = fields.Integer()
    open_suggestion = fields.Nested(OpenSuggestionOut, allow_none=True)


class NoteIn(In):
    text = Text(least=1, most=8000, required=True)


class NoteOut(Out):
    """The caller's own note on a client. Nobody else reads it in the app; the client's export contains it."""

    id = fields.UUID()
    text = fields.String()
    written_at = Instant()
    edited_at = Instant(allow_none=True)


CasePageOut = page_out(CaseOut)
NotePageOut = page_out(NoteOut)
