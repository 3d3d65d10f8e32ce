"""Addresses that refuse mail, on the wire."""

from marshmallow import fields

from api.wire import Instant, Out, page_out


class MailRefusalOut(Out):
    client_id = fields.UUID()
    name = fields.String()
    email = fields.String()
    since = Instant()
    reply = fields.String(metadata={"description": "What the mail server said."})


MailRefusalPageOut = page_out(MailRefusalOut)
