"""ROOM 3b: a referral is suggested. The coach decides, the client answers; helplines stand beside it for everyone."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.pagination import Page
from api.referrals import services
from api.referrals.helplines import HELPLINES
from api.referrals.schemas import (
    ClosingIn,
    DismissalIn,
    EventPageOut,
    HelplinePageOut,
    MeanwhileIn,
    OfferIn,
    OutcomeIn,
    ProviderChangesIn,
    ProviderIn,
    ProviderOut,
    ProviderPageOut,
    ProviderQueryIn,
    ResponseIn,
    SuggestionIn,
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


@blueprint.route("/suggestions", methods=["POST"])
@auth.allow("client", "coach")
@blueprint.arguments(SuggestionIn)
@blueprint.response(201, SuggestionOut)
@blueprint.alt_response(200, schema=SuggestionOut, description="One is open already; this is it")
def start_suggestion(principal: Principal, sent: dict[str, Any]) -> Any:
    """Ask for support beside coaching, as a client; begin a suggestion by hand, as a coach."""
    told, version, is_new = services.start(principal, **sent, now=clock.now())
    where = {"Location": f"/api/v1/suggestions/{told['id']}"}
    return told, 201 if is_new else 200, etag(version) | where


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


@blueprint.route("/suggestions/<uuid:suggestion_id>/closing", methods=["PUT"])
@auth.allow("client", "coach")
@blueprint.arguments(ClosingIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def close(principal: Principal, _sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Close it: it is done with, and coaching goes on."""
    return _answer(services.close(principal, suggestion_id, version_wanted(), clock.now()))


@blueprint.route("/suggestions/<uuid:suggestion_id>/outcome", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(OutcomeIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def record_outcome(principal: Principal, sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Record what came of it, in so far as the client wants it on record."""
    told = services.record_outcome(
        principal, suggestion_id, **sent, version=version_wanted(), now=clock.now()
    )
    return _answer(told)


@blueprint.route("/suggestions/<uuid:suggestion_id>/meanwhile", methods=["PUT"])
@auth.allow("client", "coach")
@blueprint.arguments(MeanwhileIn)
@blueprint.response(200, SuggestionOut)
@blueprint.doc(parameters=[IF_MATCH])
def keep_in_coaching(principal: Principal, sent: dict[str, Any], suggestion_id: UUID) -> Any:
    """Say which goals stay in coaching meanwhile."""
    return _answer(
        services.keep_in_coaching(principal, suggestion_id, sent["goal_ids"], version_wanted(), clock.now())
    )


@blueprint.route("/suggestions/<uuid:suggestion_id>/events", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, EventPageOut)
def list_events(principal: Principal, suggestion_id: UUID) -> Any:
    """List the steps of a suggestion, oldest first."""
    return Page(services.events(principal, suggestion_id, clock.now()))


@blueprint.route("/providers", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@blueprint.arguments(ProviderQueryIn, location="query")
@blueprint.response(200, ProviderPageOut)
def list_providers(principal: Principal, query: dict[str, Any]) -> Any:
    """Search the practice's directory, by name: no place in it can be bought."""
    page = page_query(query)
    return services.providers(principal, page, **query)


@blueprint.route("/providers", methods=["POST"])
@auth.allow("owner")
@blueprint.arguments(ProviderIn)
@blueprint.response(201, ProviderOut)
def add_provider(principal: Principal, sent: dict[str, Any]) -> Any:
    """Add a provider to the directory."""
    told, version = services.add_provider(principal, sent, clock.now())
    return told, 201, etag(version) | {"Location": f"/api/v1/providers/{told['id']}"}


@blueprint.route("/providers/<uuid:provider_id>", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@blueprint.response(200, ProviderOut)
def show_provider(principal: Principal, provider_id: UUID) -> Any:
    """Show a provider."""
    return _answer(services.provider(principal, provider_id))


@blueprint.route("/providers/<uuid:provider_id>", methods=["PATCH"])
@auth.allow("owner")
@blueprint.arguments(ProviderChangesIn)
@blueprint.response(200, ProviderOut)
@blueprint.doc(parameters=[IF_MATCH])
def change_provider(principal: Principal, sent: dict[str, Any], provider_id: UUID) -> Any:
    """Change what the directory says of a provider."""
    return _answer(services.change_provider(principal, provider_id, sent, version_wanted(), clock.now()))


@blueprint.route("/providers/<uuid:provider_id>", methods=["DELETE"])
@auth.allow("owner")
@blueprint.response(204)
@blueprint.doc(parameters=[IF_MATCH])
def retire_provider(principal: Principal, provider_id: UUID) -> Response:
    """Take a provider out of the directory."""
    services.retire_provider(principal, provider_id, version_wanted(), clock.now())
    return Response(status=204)


@blueprint.route("/helplines", methods=["GET"])
@auth.open_to_anyone
@blueprint.response(200, HelplinePageOut)
def list_helplines() -> Any:
    """List helplines. Waymark itself is not a crisis service."""
    return Page(list(HELPLINES))


def _answer(told: tuple[dict[str, Any], int]) -> tuple[dict[str, Any], int, dict[str, str]]:
    body, version = told
    return body, 200, etag(version)
