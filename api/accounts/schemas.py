"""Accounts on the wire."""

from marshmallow import fields, validate

from api.wire import Day, In, Out, Text, page_out

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


class NamedOut(Out):
    id = fields.UUID()
    name = fields.String()


class MeOut(Out):
    """Who the caller is."""

    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    zone = fields.String()
    roles = fields.List(fields.String())
    practice = fields.Nested(NamedOut)
    coach = fields.Nested(NamedOut, allow_none=True)
    today = fields.Date(metadata={"description": "The caller's local day."})


class MeIn(In):
    """What people may change of themselves."""

    name = Text(least=1, most=120)
    zone = fields.String(validate=validate.Length(max=64))


class PracticeOut(Out):
    id = fields.UUID()
    name = fields.String()


class PracticeIn(In):
    name = Text(least=1, most=120, required=True)


class MemberOut(Out):
    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    roles = fields.List(fields.String())


class EngagementOut(Out):
    """A coach and a client who work together, from a day, until a day or on."""

    id = fields.UUID()
    client_id = fields.UUID()
    coach_id = fields.UUID()
    from_on = fields.Date()
    until_on = fields.Date(allow_none=True)


class EngagementIn(In):
    client_id = fields.UUID(required=True)
    coach_id = fields.UUID(required=True)


class EngagementEndIn(In):
    until_on = Day(
        required=True, metadata={"description": "The last day on which the coach sees the client."}
    )


MemberPageOut = page_out(MemberOut)
EngagementPageOut = page_out(EngagementOut)
