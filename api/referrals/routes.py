"""ROOM 3b: a referral is suggested. The coach decides, the client answers; helplines stand beside it for everyone."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.pagination import Page
from api.referrals import services
from api.referrals.helplines import HELPLINES
from api.referrals.schemas import (
    DismissalIn,
    HelplinePageOut,
    OfferIn,
    ResponseIn,
    SuggestionOut,
    SuggestionPageOut,
    SuggestionQueryIn,
)
from api.wire import IF_MATCH, Blueprint, etag, page_query, version_wanted

blueprint = Blueprint("referrals", __name__, description="Suggestions of a referral, and helplines")


@blueprint.route("/suggestions", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(SuggestionQueryIn, location="query")
@blueprint.response(200, SuggestionPageOut)
def list_suggestions(principal: Principal, query: dict[str, Any]) -> Any:
    """List suggestions: a coach's from the draft on, a client's own from the offer on."""
    page = page_query(query)
    return services.suggestions(principal, query["client_id"], page, clock.now())


@blueprint.route("/suggestions/<uuid:suggestion_id>", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, SuggestionOut)
def show_suggestion(principal: Principal, suggestion_id: UUID) -> Any:
    """Show a suggestion."""
    return _answer(services.suggestion(principal, suggestion_id, clock.now()))


@blueprint.route("/suggestions/<uuid:suggestion_id>/offer", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(OfferIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def offer(principal: Principal, sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Offer it to the client, in the coach's words."""
    return _answer(services.offer(principal, suggestion_id, sent["text"], version_wanted(), clock.now()))


@blueprint.route("/suggestions/<uuid:suggestion_id>/dismissal", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(DismissalIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def dismiss(principal: Principal, sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Do not offer it, and say why."""
    return _answer(services.dismiss(principal, suggestion_id, sent["reason"], version_wanted(), clock.now()))


@blueprint.route("/suggestions/<uuid:suggestion_id>/response", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(ResponseIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def respond(principal: Principal, sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Answer an offered suggestion; coaching goes on whatever the answer is."""
    return _answer(services.respond(principal, suggestion_id, sent["choice"], version_wanted(), clock.now()))


@blueprint.route("/helplines", methods=["GET"])
@auth.open_to_anyone
@blueprint.response(200, HelplinePageOut)
def list_helplines() -> Any:
    """List helplines. Waymark itself is not a crisis service."""
    return Page(list(HELPLINES))


def _answer(told: tuple[dict[str, Any], int]) -> tuple[dict[str, Any], int, dict[str, str]]:
    body, version = told
    return body, 200, etag(version)
