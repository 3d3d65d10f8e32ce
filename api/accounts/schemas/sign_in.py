"""Signing in on the wire."""

from typing import Any

from marshmallow import EXCLUDE, fields, validate

from api.accounts.rules.scopes import SCOPES
from api.wire import Day, In, Instant, Out, Said, Text, page_out

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


class MembershipChoiceIn(In):
    """Which of the caller's memberships to go on in."""

    id = fields.UUID(required=True)


class DeviceOut(Out):
    """A browser in which the caller is signed in."""

    id = fields.UUID()
    device = Said(metadata={"description": "In plain words, such as Firefox on Windows."})
    practice = fields.String(attribute="practice_name")
    signed_in_with = fields.String(
        attribute="via",
        validate=validate.OneOf(("code", "passkey")),
        metadata={"description": "code or passkey"},
    )
    signed_in_at = Instant(attribute="created_at")
    used_at = Instant(attribute="seen_at", metadata={"description": "To within two minutes."})
    current = fields.Boolean(attribute="is_current")


DevicePageOut = page_out(DeviceOut)


class Bytes64(fields.String):
    """Bytes as a browser writes them into JSON: base64url."""

    def __init__(self, **more: Any) -> None:
        super().__init__(validate=[validate.Length(max=4096), validate.Regexp(r"^[A-Za-z0-9_-]*\Z")], **more)


class Made(In):
    """What a browser says, and may say more of in future."""

    class Meta:
        unknown = EXCLUDE


# By these names browsers send them.
AttestationIn = Made.from_dict(
    {
        "clientDataJSON": Bytes64(required=True),
        "attestationObject": Bytes64(required=True),
        "transports": fields.List(
            fields.String(validate=validate.Regexp(r"^[a-z-]{1,40}\Z")), validate=validate.Length(max=10)
        ),
    },
    name="AttestationIn",
)
AssertionIn = Made.from_dict(
    {
        "clientDataJSON": Bytes64(required=True),
        "authenticatorData": Bytes64(required=True),
        "signature": Bytes64(required=True),
        "userHandle": Bytes64(allow_none=True),
    },
    name="AssertionIn",
)
CredentialIn = Made.from_dict(
    {
        "id": Bytes64(required=True),
        "rawId": Bytes64(required=True),
        "type": fields.String(required=True, validate=validate.Equal("public-key")),
    },
    name="CredentialIn",
)


class NewCredentialIn(CredentialIn):  # type: ignore[valid-type,misc]
    """A passkey as it was made: `toJSON()` of what `navigator.credentials.create` gave."""

    response = fields.Nested(AttestationIn, required=True)


class ShownCredentialIn(CredentialIn):  # type: ignore[valid-type,misc]
    """A passkey as it was shown: `toJSON()` of what `navigator.credentials.get` gave."""

    response = fields.Nested(AssertionIn, required=True)


class PasskeyIn(In):
    """A passkey that was made with POST /passkeys/options, and a name to know it by."""

    name = Text(least=1, most=80, required=True)
    credential = fields.Nested(NewCredentialIn, required=True)


class PasskeySignInIn(In):
    """A passkey that signed the challenge of POST /session/passkey-options."""

    credential = fields.Nested(ShownCredentialIn, required=True)


class PasskeyOptionsIn(In):
    """Nothing is wanted."""


class PasskeyOptionsOut(Out):
    """What the browser needs to make or show a passkey."""

    public_key = fields.Dict(
        keys=fields.String(),
        metadata={
            "description": "For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON."
        },
    )


class PasskeyOut(Out):
    id = fields.UUID()
    name = fields.String()
    created_at = Instant()
    used_at = Instant(allow_none=True, metadata={"description": "When it last signed its owner in."})


PasskeyPageOut = page_out(PasskeyOut)


class ApiTokenIn(In):
    """A name to know the token by, what it may do, and the last day on which it works, if there is to be one."""

    name = Text(least=1, most=80, required=True)
    scopes = fields.List(
        fields.String(validate=validate.OneOf(tuple(SCOPES))), required=True, validate=validate.Length(1, 10)
    )
    expires_on = Day(load_default=None, allow_none=True)


class ApiTokenOut(Out):
    id = fields.UUID()
    name = fields.String()
    scopes = fields.List(fields.String())
    created_at = Instant()
    expires_at = Instant(allow_none=True)
    used_at = Instant(allow_none=True, metadata={"description": "To within an hour."})


class NewApiTokenOut(ApiTokenOut):
    """A token, shown this once: Authorization: Bearer <token>."""

    token = fields.String()


ApiTokenPageOut = page_out(ApiTokenOut)
