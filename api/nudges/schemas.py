"""Reminders on the wire."""

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api.languages import LANGUAGES
from api.nudges.rules import LONGEST, RHYTHMS, TEXTS
from api.wire import Flag, In, Instant, Out, Said, Text, page_out

OUTCOMES = ("sent", "not_sent", "moved", "waiting")
CHANNELS = ("push", "email")
TIMINGS = ("set", "usual")
AT_LOCAL = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
NO_TIME = "Give a time from 00:00 to 23:59, such as 16:00."


class NudgePreferencesIn(In):
    """When and how to be reminded: on these weekdays (0 is Monday), at this local time.

    What is left out of the rest stays as it was.
    """

    is_on = Flag(required=True, data_key="on")
    weekdays = fields.List(
        fields.Integer(strict=True, validate=validate.Range(0, 6)),
        required=True,
        validate=validate.Length(max=7),
    )
    at_local = fields.String(required=True, validate=validate.Regexp(AT_LOCAL, error=NO_TIME))
    timing = fields.String(
        validate=validate.OneOf(TIMINGS),
        metadata={
            "description": "set: at_local. usual: when the client usually checks in, at_local until known."
        },
    )
    quiet_from = fields.String(validate=validate.Regexp(AT_LOCAL, error=NO_TIME))
    quiet_until = fields.String(validate=validate.Regexp(AT_LOCAL, error=NO_TIME))
    is_discreet = Flag(data_key="discreet", metadata={"description": "No message names a goal."})
    follows_up = Flag(data_key="follow_up")
    is_measured = Flag(
        data_key="measured", metadata={"description": "Takes part where the practice measures."}
    )
    looks_back = Flag(data_key="look_back", metadata={"description": "A mail each week on the last one."})
    channels = fields.List(fields.String(validate=validate.OneOf(CHANNELS)), validate=validate.Length(max=2))

    @ma.validates_schema(skip_on_field_errors=True)
    def _check(self, sent: dict[str, Any], **_: Any) -> None:
        weekdays, channels = sent["weekdays"], sent.get("channels")
        if len(set(weekdays)) != len(weekdays):
            raise ma.ValidationError("Choose each weekday once.", "weekdays")
        if sent["is_on"] and not weekdays:
            raise ma.ValidationError("Choose at least one weekday, or turn reminders off.", "weekdays")
        if channels is not None and len(set(channels)) != len(channels):
            raise ma.ValidationError("Choose each way once.", "channels")
        if sent["is_on"] and channels == []:
            raise ma.ValidationError("Choose at least one way, or turn reminders off.", "channels")

    @ma.post_load
    def _plain(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        sent["weekdays"] = tuple(sorted(sent["weekdays"]))
        channels = sent.pop("channels", None)
        if channels is not None:
            sent |= {"by_push": "push" in channels, "by_email": "email" in channels}
        return sent


class NudgePreferencesOut(Out):
    """When and how the client is reminded."""

    on = fields.Boolean(attribute="chosen.is_on")
    weekdays = fields.List(fields.Integer(), attribute="chosen.weekdays")
    at_local = fields.String(attribute="chosen.at_local")
    timing = fields.String(attribute="chosen.timing", validate=validate.OneOf(TIMINGS))
    usual_at = fields.String(
        allow_none=True,
        metadata={"description": "When the client usually checks in; null: too little says so yet."},
    )
    quiet_from = fields.String(attribute="chosen.quiet_from")
    quiet_until = fields.String(attribute="chosen.quiet_until")
    discreet = fields.Boolean(attribute="chosen.is_discreet")
    follow_up = fields.Boolean(attribute="chosen.follows_up")
    measured = fields.Boolean(attribute="chosen.is_measured")
    practice_measures = fields.Boolean(
        metadata={"description": "A tenth of the reminders is withheld by chance, unless measured is false."}
    )
    look_back = fields.Boolean(attribute="chosen.looks_back")
    channels = fields.List(fields.String(validate=validate.OneOf(CHANNELS)), attribute="chosen.channels")
    eased = fields.String(
        validate=validate.OneOf(RHYTHMS),
        metadata={"description": "How often they come just now; a check-in or a choice brings full back."},
    )
    next_at = Instant(allow_none=True)


class NudgeOut(Out):
    """What became of one reminder, and why it was not sent or was moved."""

    id = fields.UUID()
    on = fields.Date()
    kind = fields.String(metadata={"description": "first, or follow_up on the next morning."})
    outcome = fields.String(validate=validate.OneOf(OUTCOMES))
    reason = fields.String(allow_none=True)
    channel = fields.String(allow_none=True)
    why = Said(metadata={"description": "The outcome in one sentence, for the client."})
    decided_at = Instant()


NudgePageOut = page_out(NudgeOut)


class NudgeSettingsIn(In):
    """Whether the practice measures if reminders help."""

    measuring = Flag(required=True)


class NudgeSettingsOut(Out):
    """Whether a tenth of the reminders is withheld by chance, to see whether they help. Clients may opt out."""

    measuring = fields.Boolean(attribute="is_measuring")


class SideOut(Out):
    """Occasions, and those of them that a check-in followed within 24 hours."""

    occasions = fields.Integer()
    completed = fields.Integer()
    share = fields.Float(allow_none=True)


class EffectOut(Out):
    """With reminders and without; the difference, with its 95 % interval, once both sides have 100 occasions."""

    with_nudge = fields.Nested(SideOut)
    without = fields.Nested(SideOut)
    enough = fields.Boolean(attribute="is_enough")
    difference = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)


class EffectBandOut(Out):
    """The effect in some weeks since each client's first measured reminder; until_week null: and later."""

    from_week = fields.Integer()
    until_week = fields.Integer(allow_none=True)
    effect = fields.Nested(EffectOut)


class NudgeEffectOut(Out):
    """Whether reminders help, and whether that fades."""

    measuring = fields.Boolean(attribute="is_measuring")
    since_on = fields.Date()
    overall = fields.Nested(EffectOut)
    decay = fields.List(fields.Nested(EffectBandOut))


class LanguageIn(In):
    """In which language."""

    language = fields.String(load_default=LANGUAGES[0], validate=validate.OneOf(LANGUAGES))


NudgeTextsByKindIn = In.from_dict(
    {kind: Text(least=1, most=LONGEST, allow_none=True) for kind in TEXTS}, name="NudgeTextsByKindIn"
)


class NudgeTextsIn(In):
    """Texts by kind; null brings the usual words back, a kind left out stays as it is."""

    language = fields.String(load_default=LANGUAGES[0], validate=validate.OneOf(LANGUAGES))
    texts = fields.Nested(NudgeTextsByKindIn, required=True)


class NudgeTextOut(Out):
    """One kind of text."""

    kind = fields.String(validate=validate.OneOf(tuple(TEXTS)))
    text = fields.String()
    default = fields.String()
    own = fields.Boolean(attribute="is_own")
    placeholders = fields.List(fields.String(), metadata={"description": "Written {so} in the text."})
    warnings = fields.List(Said())


class NudgeTextsOut(Out):
    """Every kind of text as the practice uses it."""

    language = fields.String()
    items = fields.List(fields.Nested(NudgeTextOut))


class NudgePreviewIn(In):
    """A text to look at before it is used."""

    kind = fields.String(required=True, validate=validate.OneOf(tuple(TEXTS)))
    text = Text(least=1, most=LONGEST, required=True)


class EmailPreviewOut(Out):
    subject = fields.String()
    text = fields.String(attribute="email_text")
    html = fields.String(attribute="email_html")


class PushPreviewOut(Out):
    title = fields.String()
    body = fields.String()


class NudgePreviewOut(Out):
    """How a text will be read: in a mail, in a notification (with names and without), on the sheet in the app."""

    email = fields.Nested(EmailPreviewOut)
    push = fields.Nested(PushPreviewOut)
    push_discreet = fields.Nested(PushPreviewOut)
    sheet = fields.String()
    warnings = fields.List(Said())


class DigestPreferencesIn(In):
    """Whether to get the weekly digest."""

    is_on = Flag(required=True, data_key="on")


class DigestPreferencesOut(Out):
    """Whether the coach gets the weekly digest."""

    on = fields.Boolean()
