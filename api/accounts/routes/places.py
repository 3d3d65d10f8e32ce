"""What somebody is in a practice, whether they stay in it, and the address they sign in with."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.rules.limits import ACCEPTANCES_BY_CALLER
from api.accounts.schemas.addresses import AddressProofIn, NewAddressIn, RolesIn
from api.accounts.schemas.joining import TokenIn
from api.accounts.schemas.people import MemberOut, MeOut, RecoveryOut
from api.accounts.schemas.sign_in import AcceptedOut
from api.accounts.services import addresses, leaving, people, recovering
from api.wire import IF_MATCH, Blueprint, etag, version_wanted

places = Blueprint("places", __name__, description="Roles, leaving, and changes of address")


@places.route("/people/<uuid:member_id>", methods=["PATCH"])
@auth.allow("owner")
@places.arguments(RolesIn)
@places.response(200, MemberOut)
@places.doc(parameters=[IF_MATCH])
def change_roles(principal: Principal, sent: dict[str, Any], member_id: UUID) -> Any:
    """Say what somebody is in the practice. A practice keeps an owner."""
    now = clock.now()
    leaving.change_roles(principal, member_id, frozenset(sent["roles"]), version_wanted(), now)
    found = people.person(principal, member_id, now)
    return found, 200, etag(found["version"])


@places.route("/people/<uuid:member_id>", methods=["DELETE"])
@auth.allow("owner")
@places.response(204)
@places.doc(parameters=[IF_MATCH])
def remove_person(principal: Principal, member_id: UUID) -> Response:
    """End somebody's membership: all that it opened is shut at once, and they are told by mail."""
    leaving.remove(principal, member_id, version_wanted(), clock.now())
    return Response(status=204)


@places.route("/me/membership", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@places.response(204)
def leave_practice(principal: Principal) -> Response:
    """Leave the practice: all that the membership opened is shut at once. Nothing that was written is deleted by it."""
    leaving.leave(principal, clock.now())
    response = Response(status=204)
    auth.clear_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@places.route("/email-changes", methods=["POST"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@places.arguments(NewAddressIn)
@places.response(202, AcceptedOut)
def ask_for_new_address(principal: Principal, sent: dict[str, Any]) -> dict[str, Any]:
    """Mail a code to the address that the caller wants to have. The answer is the same whoever has it."""
    addresses.ask(principal, sent["email"], auth.settings().secret, clock.now())
    return {}


@places.route("/me/email", methods=["PUT"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@places.arguments(AddressProofIn)
@places.response(200, MeOut)
def change_address(principal: Principal, sent: dict[str, Any]) -> dict[str, Any]:
    """Change the caller's address with the code that was mailed to it. Other devices are signed out."""
    now, settings = clock.now(), auth.settings()
    typed = "".join(sent["code"].split())
    addresses.confirm(principal, sent["email"], typed, settings.secret, settings.public_url, now)
    return people.me(principal, now)


@places.route("/me/address-change", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@places.response(204)
def object_to_address_change(principal: Principal) -> Response:
    """Object to the address that the practice has asked for: nothing is changed then."""
    recovering.object_signed_in(principal, clock.now())
    return Response(status=204)


@places.route("/email-objections", methods=["POST"])
@auth.open_to_anyone
@auth.limit(ACCEPTANCES_BY_CALLER)
@places.arguments(TokenIn)
@places.response(204)
def object_by_mail(sent: dict[str, Any]) -> Response:
    """Object to a change of address with the token from the mail: the earlier address stands, for a week after it."""
    addresses.object_by_mail(sent["token"], clock.now())
    return Response(status=204)


@places.route("/people/<uuid:member_id>/recovery", methods=["POST"])
@auth.allow("owner")
@places.arguments(NewAddressIn)
@places.response(201, RecoveryOut)
def recover_person(principal: Principal, sent: dict[str, Any], member_id: UUID) -> Any:
    """Let another address sign somebody in who lost mailbox and device: in three days, unless they object."""
    settings = auth.settings()
    asked = recovering.recover(
        principal, member_id, sent["email"], settings.secret, settings.public_url, clock.now()
    )
    return asked, 201


@places.route("/people/<uuid:member_id>/recovery", methods=["DELETE"])
@auth.allow("owner")
@places.response(204)
def withdraw_recovery(principal: Principal, member_id: UUID) -> Response:
    """Withdraw what was asked for: the address stays as it is."""
    recovering.withdraw_recovery(principal, member_id, clock.now())
    return Response(status=204)
