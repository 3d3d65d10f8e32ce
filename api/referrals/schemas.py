"""Suggestions and helplines on the wire."""

from marshmallow import fields, validate

from api.referrals.rules import CHOICES
from api.wire import Flag, In, Instant, Out, PageIn, Said, Text, page_out

OUTCOMES = ("looking", "in_touch", "started", "not_for_me", "something_else")


class SuggestionOut(Out):
    """A suggestion as the caller may see it: a coach from the draft on, its client from the offer on."""

    id = fields.UUID()
    client_id = fields.UUID()
    client_name = fields.String()
    goal_id = fields.UUID(allow_none=True)
    goal_title = fields.String(allow_none=True)
    basis = fields.String()
    state = fields.String()
    reasons = fields.List(Said())
    text = Said()
    response = fields.String(allow_none=True)
    created_at = Instant()
    offered_at = Instant(allow_none=True)
    answered_at = Instant(allow_none=True)
    closed_at = Instant(allow_none=True)
    dismissal_reason = fields.String(allow_none=True, metadata={"description": "For the coach alone."})
    outcome = fields.String(
        allow_none=True,
        metadata={"description": "What came of it, as the client tells it; to the coach only if shared."},
    )
    outcome_shared = fields.Boolean()
    goals_meanwhile = fields.List(
        fields.UUID(), metadata={"description": "Goals that were said to stay in coaching meanwhile."}
    )


class SuggestionQueryIn(PageIn):
    client_id = fields.UUID(load_default=None)


class SuggestionIn(In):
    """A client asks for support beside coaching, or a coach begins by hand."""

    client_id = fields.UUID(required=True)
    goal_id = fields.UUID(load_default=None, allow_none=True)
    note = Text(
        most=1000,
        load_default=None,
        allow_none=True,
        metadata={"description": "Own words; the other reads them."},
    )


class EventOut(Out):
    kind = fields.String()
    at = Instant()
    by = fields.String(metadata={"description": "client, coach, or model"})


class ClosingIn(In):
    """There is nothing to add."""


class OutcomeIn(In):
    """What came of it, as the client puts it; null takes it back."""

    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(OUTCOMES))
    is_shared = Flag(load_default=False, data_key="shared")


class MeanwhileIn(In):
    """The goals that stay in coaching."""

    goal_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(max=100))


class ProviderIn(In):
    """A therapist, as the directory shows them."""

    name = Text(least=1, most=160, required=True)
    credentials = Text(most=300, load_default="")
    specialties = fields.List(Text(least=1, most=60), load_default=list, validate=validate.Length(max=20))
    region = Text(most=120, load_default="")
    is_remote = Flag(load_default=False, data_key="remote")
    contact = Text(least=1, most=300, required=True)
    url = fields.URL(schemes={"https"}, load_default=None, allow_none=True, validate=validate.Length(max=500))
    is_accepting = Flag(load_default=True, data_key="accepting")


class ProviderChangesIn(In):
    """What is to read differently."""

    name = Text(least=1, most=160)
    credentials = Text(most=300)
    specialties = fields.List(Text(least=1, most=60), validate=validate.Length(max=20))
    region = Text(most=120)
    is_remote = Flag(data_key="remote")
    contact = Text(least=1, most=300)
    url = fields.URL(schemes={"https"}, allow_none=True, validate=validate.Length(max=500))
    is_accepting = Flag(data_key="accepting")


class ProviderOut(Out):
    id = fields.UUID()
    name = fields.String()
    credentials = fields.String()
    specialties = fields.List(fields.String())
    region = fields.String()
    remote = fields.Boolean()
    contact = fields.String()
    url = fields.String(allow_none=True)
    accepting = fields.Boolean()


class ProviderQueryIn(PageIn):
    """Which providers; words are compared whole, without regard to case."""

    specialty = Text(least=1, most=60, load_default=None)
    region = Text(least=1, most=120, load_default=None)
    remote = fields.Boolean(load_default=None)
    accepting = fields.Boolean(load_default=None)


class OfferIn(In):
    """The words in which the coach offers it."""

    text = Text(least=1, most=4000, required=True)


class DismissalIn(In):
    """Why the coach does not offer it."""

    reason = Text(least=1, most=1000, required=True)


class ResponseIn(In):
    """What the client chooses."""

    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))


class HelplineOut(Out):
    country = fields.String()
    name = Said()
    number = fields.String(allow_none=True)
    hours = Said()
    url = fields.String()
    checked_on = fields.Date()
    check_again_on = fields.Date(
        metadata={
            "description": "The last day on which it is shown without a word about when it was checked."
        }
    )
    kind = fields.String(metadata={"description": "call, text or web"})


SuggestionPageOut = page_out(SuggestionOut)
HelplinePageOut = page_out(HelplineOut)
EventPageOut = page_out(EventOut)
ProviderPageOut = page_out(ProviderOut)
