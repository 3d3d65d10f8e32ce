"""Signing in and out."""

from typing import Any

from flask import Response, jsonify

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.people import MeOut
from api.accounts.schemas.sign_in import AcceptedOut, SessionIn, SignInCodeIn
from api.accounts.services import people, sign_in
from api.wire import Blueprint

signing_in = Blueprint("sign-in", __name__, description="Signing in and out")


@signing_in.route("/sign-in-codes", methods=["POST"])
@auth.open_to_anyone
@signing_in.arguments(SignInCodeIn)
@signing_in.response(202, AcceptedOut)
def send_code(sent: dict[str, Any]) -> dict[str, Any]:
    """Mail a sign-in code. The answer is the same whether or not the address is known."""
    settings = auth.settings()
    sign_in.send_code(sent["email"], settings.secret, settings.public_url, clock.now())
    return {}


@signing_in.route("/session", methods=["POST"])
@auth.open_to_anyone
@signing_in.arguments(SessionIn)
@signing_in.response(201, MeOut)
def begin_session(sent: dict[str, Any]) -> Response:
    """Sign in with a mailed code: a session cookie is set. Each code works once, for ten minutes."""
    now = clock.now()
    code = "".join(sent["code"].split())
    signed_in = sign_in.sign_in(sent["email"], code, auth.settings().secret, now)
    response = jsonify(MeOut().dump(people.me(signed_in.principal, now)))
    response.status_code = 201
    auth.set_cookie(response, signed_in)
    return response


@signing_in.route("/session", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(200, MeOut)
def show_session(principal: Principal) -> dict[str, Any]:
    """Tell who is signed in."""
    return people.me(principal, clock.now())


@signing_in.route("/session", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(204)
def end_session(principal: Principal) -> Response:
    """Sign out."""
    sign_in.sign_out(principal)
    response = Response(status=204)
    auth.clear_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
