"""What a client shares with their coach, and what they agree to."""

from typing import Any

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.privacy import services
from api.privacy.schemas import ConsentsIn, ConsentsOut, SharingIn, SharingOut
from api.wire import Blueprint

blueprint = Blueprint("privacy", __name__, description="Sharing and consents")


@blueprint.route("/sharing", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, SharingOut)
def show_sharing(principal: Principal) -> Any:
    """Show what the caller's coach may see."""
    return services.sharing(principal)


@blueprint.route("/sharing", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(SharingIn)
@blueprint.response(200, SharingOut)
def set_sharing(principal: Principal, sent: dict[str, bool]) -> Any:
    """Set what the caller's coach may see, from now on."""
    return services.set_sharing(principal, sent, clock.now())


@blueprint.route("/consents", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, ConsentsOut)
def show_consents(principal: Principal) -> Any:
    """Show what the caller has agreed to."""
    return services.consents(principal)


@blueprint.route("/consents", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(ConsentsIn)
@blueprint.response(200, ConsentsOut)
def set_consents(principal: Principal, sent: dict[str, bool]) -> Any:
    """Agree to keeping feelings or to looking for patterns, or take that back."""
    return services.set_consents(principal, sent, clock.now())
