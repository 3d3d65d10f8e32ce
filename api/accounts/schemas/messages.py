"""How a practice's messages fare, on the wire."""

from marshmallow import fields

from api.wire import Instant, Out


class ChannelOut(Out):
    sent = fields.Integer()
    failed = fields.Integer()
    late = fields.Integer(metadata={"description": "Given up: they would have come too late to be of use."})
    waiting = fields.Integer()
    oldest_at = Instant(
        allow_none=True,
        metadata={"description": "Since when the oldest that is due has waited; null: none is due."},
    )


class MessagesOut(Out):
    """Counts of the last seven days and what waits now; no address, no name and no word of any message."""

    since = Instant()
    email = fields.Nested(ChannelOut)
    push = fields.Nested(ChannelOut)
    refusing = fields.Integer(metadata={"description": "Members whose address refuses mail."})
    browsers = fields.Integer(metadata={"description": "Browsers that take notifications."})
    last_answer = fields.String(
        allow_none=True,
        metadata={"description": "The codes of the mail server's last answer, such as 250 2.0.0."},
    )
    last_answer_at = Instant(allow_none=True)
