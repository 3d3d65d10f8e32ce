"""The caller, the practice and its people on the wire."""

from marshmallow import fields, validate

from api.languages import LANGUAGES
from api.wire import Day, Flag, In, Instant, Out, PageIn, Said, Text, page_out


class NamedOut(Out):
    id = fields.UUID()
    name = fields.String()


class MembershipOut(Out):
    """The caller in one of their practices. In each they are somebody of their own."""

    id = fields.UUID()
    practice = fields.Nested(NamedOut)
    roles = fields.List(fields.String())


class AddressChangeToComeOut(Out):
    """From when on another address signs the caller in, because their practice asked for it."""

    email_hint = fields.String()
    takes_effect_at = Instant()


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
    language = fields.String(
        allow_none=True,
        validate=validate.OneOf(LANGUAGES),
        metadata={"description": "Of mails and notifications to the caller; null: not said yet, so English."},
    )
    told_of_replies = fields.Boolean(metadata={"description": "Whether a mail says that somebody replied."})
    address_change = fields.Nested(
        AddressChangeToComeOut,
        allow_none=True,
        metadata={"description": "What the practice has asked for; DELETE /me/address-change objects to it."},
    )
    memberships = fields.List(
        fields.Nested(MembershipOut),
        metadata={"description": "Every practice the caller belongs to, this one among them, oldest first."},
    )
    passkey_first = fields.String(
        allow_none=True,
        validate=validate.OneOf(("add", "use")),
        metadata={
            "description": "If not null, nothing else opens until a passkey is added (add), or used to sign in (use)."
        },
    )


class MeIn(In):
    """What people may change of themselves."""

    name = Text(least=1, most=120)
    zone = fields.String(validate=validate.Length(max=64))
    language = fields.String(validate=validate.OneOf(LANGUAGES))
    is_told_of_replies = Flag(data_key="told_of_replies")


class PracticeOut(Out):
    id = fields.UUID()
    name = fields.String()
    passkeys_required_of_coaches = fields.Boolean(
        metadata={"description": "Whether coaches and owners have to sign in with a passkey."}
    )


class PracticeIn(In):
    """What is to read differently."""

    name = Text(least=1, most=120)
    passkeys_required_of_coaches = Flag()


class RecoveryOut(Out):
    """Another address signs the person in from then on, unless they object."""

    email = fields.String()
    asked_at = Instant()
    takes_effect_at = Instant()


class MemberOut(Out):
    """Somebody in the practice."""

    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    roles = fields.List(fields.String())
    has_coach = fields.Boolean(
        allow_none=True,
        metadata={"description": "Whether somebody coaches them today; null: they are no client."},
    )
    recovery = fields.Nested(
        RecoveryOut,
        allow_none=True,
        metadata={"description": "What the practice has asked for; for owners only."},
    )


class PeopleQueryIn(PageIn):
    without_coach = fields.Boolean(
        load_default=False, metadata={"description": "Only clients whom nobody coaches today."}
    )


class EngagementQueryIn(PageIn):
    client_id = fields.UUID(load_default=None, metadata={"description": "Only this client's."})


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
    instead_of = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The client's engagement that ends with it: a transfer to another coach."},
    )


class EngagementEndIn(In):
    until_on = Day(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The last day on which the coach sees the client; null or absent: it is over at once."
        },
    )


MemberPageOut = page_out(MemberOut)
EngagementPageOut = page_out(EngagementOut)


class ClientImportIn(In):
    """A CSV file with the columns name, email and, if wanted, zone (else the caller's own).

    A preview shows bad lines and changes nothing. Everybody is invited by mail, unless they are to be added at once.
    """

    csv = fields.String(required=True, validate=validate.Length(1, 60_000))
    coach_id = fields.UUID(load_default=None, allow_none=True)
    is_preview = Flag(load_default=True, data_key="preview")
    invites = Flag(
        load_default=True,
        data_key="invite",
        metadata={"description": "false: they are clients at once, without having been asked."},
    )
    skips_bad_lines = Flag(load_default=False, data_key="skip_bad_lines")


class LineFaultOut(Out):
    field = fields.String()
    detail = Said()


class ClientLineOut(Out):
    line = fields.Integer(
        attribute="number", metadata={"description": "As an editor counts; the header is line 1."}
    )
    name = fields.String()
    email = fields.String()
    zone = fields.String()
    errors = fields.List(fields.Nested(LineFaultOut))


class ClientImportOut(Out):
    """Every line of the file; `ready` of them are in order, `imported` now are clients, `invited` now have a mail."""

    lines = fields.List(fields.Nested(ClientLineOut))
    ready = fields.Integer()
    imported = fields.Integer()
    invited = fields.Integer()
    may_invite = fields.Integer(
        metadata={"description": "How many more the caller may invite today; each line counts."}
    )
