"""API tokens: what a program signs in with."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.sign_in import ApiTokenIn, ApiTokenPageOut, NewApiTokenOut
from api.accounts.services import tokens
from api.pagination import map_page
from api.wire import Blueprint, PageIn, page_query

programs = Blueprint("api-tokens", __name__, description="API tokens: what a program signs in with")


@programs.route("/api-tokens", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN, scope=None)
@programs.arguments(PageIn, location="query")
@programs.response(200, ApiTokenPageOut)
def list_tokens(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's API tokens in this practice, without what opens anything."""
    return map_page(tokens.tokens(principal, page_query(query)), _told)


@programs.route("/api-tokens", methods=["POST"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@programs.arguments(ApiTokenIn)
@programs.response(201, NewApiTokenOut)
def make_token(principal: Principal, sent: dict[str, Any]) -> Any:
    """Make an API token, shown this once. The person is told by mail.

    Wants a sign-in of the last quarter of an hour.
    """
    made, token = tokens.make_token(principal, **sent, now=clock.now())
    return _told(made) | {"token": token}, 201, {"Location": f"/api/v1/api-tokens/{made.id}"}


@programs.route("/api-tokens/<uuid:token_id>", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@programs.response(204)
def end_token(principal: Principal, token_id: UUID) -> Response:
    """End an API token."""
    tokens.end_token(principal, token_id, clock.now())
    return Response(status=204)


def _told(row: Any) -> dict[str, Any]:
    return {**row._mapping, "scopes": row.scopes.split()}
