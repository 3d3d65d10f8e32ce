"""Passkeys: signing in without a code."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.routes.sign_in import begun
from api.accounts.rules import Principal
from api.accounts.rules.limits import PASSKEY_SIGN_INS_BY_CALLER
from api.accounts.rules.relying import RelyingParty, relying_party
from api.accounts.schemas.people import MeOut
from api.accounts.schemas.sign_in import (
    PasskeyIn,
    PasskeyOptionsIn,
    PasskeyOptionsOut,
    PasskeyOut,
    PasskeyPageOut,
    PasskeySignInIn,
)
from api.accounts.services import passkeys
from api.wire import Blueprint, PageIn, page_query

keys = Blueprint("passkeys", __name__, description="Passkeys: signing in without a code")


@keys.route("/passkeys/options", methods=["POST"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@keys.arguments(PasskeyOptionsIn)
@keys.response(200, PasskeyOptionsOut)
def options_to_add(principal: Principal, _sent: dict[str, Any]) -> dict[str, Any]:
    """Begin to add a passkey: what the browser needs to make one, within five minutes.

    Wants a sign-in of the last quarter of an hour.
    """
    options = passkeys.options_to_add(principal, _party(), auth.settings().secret, clock.now())
    return {"public_key": options}


@keys.route("/passkeys", methods=["POST"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@keys.arguments(PasskeyIn)
@keys.response(201, PasskeyOut)
def add_passkey(principal: Principal, sent: dict[str, Any]) -> Any:
    """Add the passkey that the browser made. The person is told by mail."""
    made = passkeys.add(principal, sent["name"], sent["credential"], _party(), clock.now())
    return made, 201, {"Location": f"/api/v1/passkeys/{made.id}"}


@keys.route("/passkeys", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN, scope=None, while_held_up=True)
@keys.arguments(PageIn, location="query")
@keys.response(200, PasskeyPageOut)
def list_passkeys(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's passkeys. They open all practices of the person."""
    return passkeys.passkeys(principal, page_query(query))


@keys.route("/passkeys/<uuid:passkey_id>", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@keys.response(204)
def remove_passkey(principal: Principal, passkey_id: UUID) -> Response:
    """Remove a passkey. Wants a sign-in of the last quarter of an hour."""
    passkeys.remove(principal, passkey_id, clock.now())
    return Response(status=204)


@keys.route("/session/passkey-options", methods=["POST"])
@auth.open_to_anyone
@auth.limit(PASSKEY_SIGN_INS_BY_CALLER)
@keys.arguments(PasskeyOptionsIn)
@keys.response(200, PasskeyOptionsOut)
def options_to_sign_in(_sent: dict[str, Any]) -> dict[str, Any]:
    """Begin to sign in with a passkey: what the browser needs to ask for one. It names nobody."""
    return {"public_key": passkeys.options_to_sign_in(_party(), clock.now())}


@keys.route("/session/passkey", methods=["POST"])
@auth.open_to_anyone
@auth.limit(PASSKEY_SIGN_INS_BY_CALLER)
@keys.arguments(PasskeySignInIn)
@keys.response(201, MeOut)
def sign_in_with_passkey(sent: dict[str, Any]) -> Response:
    """Sign in with a passkey: a session cookie is set."""
    return begun(passkeys.sign_in(sent["credential"], _party(), clock.now(), auth.browser()))


def _party() -> RelyingParty:
    return relying_party(auth.settings().public_url)
