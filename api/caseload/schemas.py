"""The caseload on the wire."""

from marshmallow import fields

from api.accounts.schemas.people import NamedOut
from api.goals.schemas import GoalNamedOut
from api.wire import Day, In, Instant, Out, Said, Text, page_out


class OpenSuggestionOut(Out):
    """A suggestion that is open, or that the client answered within the last 28 days."""

    id = fields.UUID()
    state = fields.String()


class CaseOut(Out):
    """A client, where they stand by the goal that needs the coach most, and why in one line."""

    client = fields.Nested(NamedOut)
    level = fields.String()
    lane = fields.String(allow_none=True)
    why = Said()
    sparkline = fields.List(
        fields.Float(allow_none=True),
        metadata={"description": "Planned weeks gained in each of the last eight weeks; null: none known."},
    )
    last_check_in_on = fields.Date(allow_none=True)
    goals = fields.Integer()
    unread_replies = fields.Integer(
        metadata={"description": "Replies on their check-ins that the caller has not read."}
    )
    open_suggestion = fields.Nested(OpenSuggestionOut, allow_none=True)


class NoteIn(In):
    text = Text(least=1, most=8000, required=True)


class NoteOut(Out):
    """The caller's own note on a client. Nobody else reads it in the app; the client's export contains it."""

    id = fields.UUID()
    text = fields.String()
    written_at = Instant()
    edited_at = Instant(allow_none=True)


class CardOut(Out):
    """One signal: what is claimed, on what evidence, and what to do next."""

    id = fields.UUID(metadata={"description": "The goal's or the suggestion's; marks are set under it."})
    kind = fields.String(
        metadata={"description": "request, answer, draft, stalled_loaded, stalled, at_a_cost or quiet"}
    )
    client = fields.Nested(NamedOut)
    goal = fields.Nested(GoalNamedOut, allow_none=True)
    suggestion_id = fields.UUID(allow_none=True)
    claim = Said()
    evidence = Said()
    next_step = Said()
    since_on = fields.Date()


class ClientsReplyOut(Out):
    """A client's goal on which replies, of theirs or of another coach, wait to be read by the caller."""

    client = fields.Nested(NamedOut)
    goal = fields.Nested(GoalNamedOut)
    unread = fields.Integer()


class TriageQuery(In):
    client_id = fields.UUID(
        load_default=None,
        metadata={"description": "All cards of one client, those put off included, instead of today's ten."},
    )


class TriageOut(Out):
    """At most ten cards, the most pressing first; `more` wait behind them. `replies`: where some wait."""

    items = fields.List(fields.Nested(CardOut))
    next = fields.String(allow_none=True)
    more = fields.Integer()
    replies = fields.List(fields.Nested(ClientsReplyOut))


class SnoozeIn(In):
    until_on = Day(required=True)


class ConversationIn(In):
    """On which day they will speak of it; without one the card rests for a week."""

    on = Day(load_default=None, allow_none=True)


class SetAsideIn(In):
    """Why it is not a concern; of a stall this is kept with the verdict."""

    reason = Text(most=1000, load_default=None, allow_none=True)


class AgeOut(Out):
    age = fields.String(metadata={"description": "up_to_1_week, up_to_4_weeks, up_to_12_weeks or longer"})
    stalls = fields.Integer()
    drafts = fields.Integer()


class PrecisionOut(Out):
    """Of the stalls that coaches judged, how many were worth knowing."""

    relevant = fields.Integer()
    not_a_concern = fields.Integer()
    not_sure = fields.Integer()
    judged = fields.Integer()


class StatesOut(Out):
    drafted = fields.Integer()
    offered = fields.Integer()
    dismissed = fields.Integer()
    answered = fields.Integer()
    closed = fields.Integer()


class LedgerOut(Out):
    """Counts over the whole practice, of a year; no content, no names, no coach beside another."""

    clients = fields.Integer()
    is_enough = fields.Boolean(
        data_key="enough",
        metadata={"description": "Whether there are enough clients for counts to name nobody."},
    )
    open = fields.List(fields.Nested(AgeOut))
    verdicts = fields.Nested(PrecisionOut, allow_none=True)
    suggestions = fields.Nested(StatesOut, allow_none=True)


CasePageOut = page_out(CaseOut)
NotePageOut = page_out(NoteOut)
