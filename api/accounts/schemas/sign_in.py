"""Signing in on the wire."""

from marshmallow import fields, validate

from api.wire import In, Out

ADDRESS = validate.Length(max=254)


class SignInCodeIn(In):
    """Where to send a sign-in code."""

    email = fields.Email(required=True, validate=ADDRESS)


class AcceptedOut(Out):
    """Taken; nothing is told of whether the address is known."""


class SessionIn(In):
    """An address and the code that was mailed to it."""

    email = fields.Email(required=True, validate=ADDRESS)
    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^\s*[0-9]{3}\s?[0-9]{3}\s*$", error="The code has six digits."),
    )
