"""Suggestions and helplines on the wire."""

from marshmallow import fields, validate

from api.wire import In, Instant, Out, PageIn, Text, page_out

CHOICES = ("talk", "see_options", "not_now", "dont_suggest", "have_support")


class SuggestionOut(Out):
    """A suggestion as the caller may see it: a coach from the draft on, its client from the offer on."""

    id = fields.UUID()
    client_id = fields.UUID()
    client_name = fields.String()
    goal_id = fields.UUID(allow_none=True)
    goal_title = fields.String(allow_none=True)
    basis = fields.String()
    state = fields.String()
    reasons = fields.List(fields.String())
    text = fields.String()
    response = fields.String(allow_none=True)
    created_at = Instant()
    offered_at = Instant(allow_none=True)
    answered_at = Instant(allow_none=True)
    dismissal_reason = fields.String(allow_none=True, metadata={"description": "For the coach alone."})


class SuggestionQueryIn(PageIn):
    client_id = fields.UUID(load_default=None)


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
    name = fields.String()
    number = fields.String(allow_none=True)
    hours = fields.String()
    url = fields.String()
    checked_on = fields.Date()
    kind = fields.String(metadata={"description": "call, text or web"})


SuggestionPageOut = page_out(SuggestionOut)
HelplinePageOut = page_out(HelplineOut)
