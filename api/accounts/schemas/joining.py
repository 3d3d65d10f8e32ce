"""Invitations and their acceptance on the wire."""

from typing import Any

from marshmallow import fields, validate

from api.accounts.rules.inviting import ROLES
from api.accounts.schemas.people import MeOut, NamedOut
from api.accounts.schemas.sign_in import ADDRESS
from api.wire import In, Instant, Out, Text, page_out


def roles_field() -> fields.List[Any]:
    """Give the field of one role or more; they add up."""
    each = fields.String(validate=validate.OneOf(ROLES))
    return fields.List(each, required=True, validate=validate.Length(1, len(ROLES)))


class InvitationIn(In):
    """Whom to invite; for a client, whose client they become (a coach's own by default)."""

    email = fields.Email(required=True, validate=ADDRESS)
    name = Text(least=1, most=120, required=True)
    zone = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=64))
    roles = roles_field()
    coach_id = fields.UUID(load_default=None, allow_none=True)


class InvitationOut(Out):
    """An invitation that nobody has accepted yet."""

    id = fields.UUID()
    email = fields.String()
    name = fields.String()
    roles = fields.List(fields.String())
    coach = fields.Nested(NamedOut, allow_none=True)
    invited_by = fields.Nested(NamedOut)
    sent_at = Instant()
    expires_at = Instant()
    state = fields.String(validate=validate.OneOf(("open", "expired")))


InvitationPageOut = page_out(InvitationOut)


class TokenIn(In):
    """The token from a mail. It is sent in the body, because addresses end up in logs."""

    token = Text(least=1, most=200, required=True)


class InvitationPreviewOut(Out):
    """What somebody should know before they accept."""

    practice = fields.String()
    invited_by = fields.String()
    roles = fields.List(fields.String())
    email_hint = fields.String()
    name = fields.String(metadata={"description": "What the inviter called them; theirs to change."})
    zone = fields.String()
    expires_at = Instant()
    has_account = fields.Boolean(
        metadata={"description": "Then accepting does not sign in, unless they are signed in here already."}
    )


class AcceptanceIn(TokenIn):
    """The token, and the address it was mailed to, typed: whatever merely opens links and presses buttons does not."""

    email = fields.Email(required=True, validate=ADDRESS)
    name = Text(least=1, most=120)
    zone = fields.String(validate=validate.Length(max=64))


class AcceptanceOut(Out):
    """Where the person belongs now; `me` is null when they have yet to sign in, with `email`."""

    practice = fields.Nested(NamedOut)
    email = fields.String()
    me = fields.Nested(MeOut, allow_none=True)
