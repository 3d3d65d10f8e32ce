"""Signing in and out, and where one is signed in."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.rules.limits import CODES_BY_CALLER, SIGN_INS_BY_CALLER
from api.accounts.schemas.people import MeOut
from api.accounts.schemas.sign_in import (
    AcceptedOut,
    DevicePageOut,
    MembershipChoiceIn,
    SessionIn,
    SignInCodeIn,
)
from api.accounts.services import people, sessions, sign_in
from api.accounts.services.sessions import SignedIn
from api.wire import Blueprint, PageIn, page_query

signing_in = Blueprint("sign-in", __name__, description="Signing in and out")


@signing_in.route("/sign-in-codes", methods=["POST"])
@auth.open_to_anyone
@auth.limit(CODES_BY_CALLER)
@signing_in.arguments(SignInCodeIn)
@signing_in.response(202, AcceptedOut)
def send_code(sent: dict[str, Any]) -> Response:
    """Mail a sign-in code, which works in this browser. The answer is the same whether or not the address is known."""
    settings, browser = auth.settings(), auth.browser_token()
    sign_in.send_code(
        sent["email"], browser, auth.caller(), settings.secret, settings.public_url, clock.now()
    )
    response = jsonify({})
    response.status_code = 202
    auth.set_browser_token(response, browser)
    return response


@signing_in.route("/session", methods=["POST"])
@auth.open_to_anyone
@auth.limit(SIGN_INS_BY_CALLER)
@signing_in.arguments(SessionIn)
@signing_in.response(201, MeOut)
def begin_session(sent: dict[str, Any]) -> Response:
    """Sign in with a mailed code: a session cookie is set.

    Each code works once, for ten minutes, in the browser that asked for it.
    """
    now, secret, asked_in = clock.now(), auth.settings().secret, auth.browser_token()
    code = "".join(sent["code"].split())
    signed_in = sign_in.sign_in(sent["email"], code, asked_in, secret, now, auth.browser())
    response = begun(signed_in)
    auth.set_browser_token(response, asked_in.knowing(sent["email"], secret))
    return response


def begun(signed_in: SignedIn) -> Response:
    """Answer that somebody is signed in: who it is, and the cookie."""
    response = jsonify(MeOut().dump(people.me(signed_in.principal, clock.now())))
    response.status_code = 201
    auth.set_cookie(response, signed_in)
    return response


@signing_in.route("/session", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True, or_nobody=True)
@signing_in.response(200, MeOut)
@signing_in.alt_response(204, description="Nobody is signed in here.")
def show_session(principal: Principal | None) -> dict[str, Any] | Response:
    """Tell who is signed in here, if anybody: the one question to which nobody is a good answer."""
    return Response(status=204) if principal is None else people.me(principal, clock.now())


@signing_in.route("/session", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@signing_in.response(204)
def end_session(principal: Principal) -> Response:
    """Sign out."""
    sessions.sign_out(principal)
    return _signed_out()


@signing_in.route("/session/membership", methods=["POST"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@signing_in.arguments(MembershipChoiceIn)
@signing_in.response(201, MeOut)
def switch_membership(principal: Principal, sent: dict[str, Any]) -> Response:
    """Go on in another of the caller's practices: a new session, in place of this one."""
    return begun(sessions.switch(principal, sent["id"], auth.browser(), clock.now()))


@signing_in.route("/sessions", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN, scope=None)
@signing_in.arguments(PageIn, location="query")
@signing_in.response(200, DevicePageOut)
def list_sessions(principal: Principal, query: dict[str, Any]) -> Any:
    """List where the caller is signed in, in all their practices."""
    return sessions.sessions(principal, page_query(query), clock.now())


@signing_in.route("/sessions/<uuid:session_id>", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(204)
def end_one_session(principal: Principal, session_id: UUID) -> Response:
    """Sign out one device."""
    sessions.end_session(principal, session_id)
    return _signed_out() if session_id == principal.session_id else Response(status=204)


@signing_in.route("/sessions", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(204)
def end_other_sessions(principal: Principal) -> Response:
    """Sign out everywhere but here."""
    sessions.end_other_sessions(principal)
    return Response(status=204)


def _signed_out() -> Response:
    response = Response(status=204)
    auth.clear_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
