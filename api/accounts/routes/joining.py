"""Invitations: sent and looked after by owners and coaches, accepted by whoever got the mail."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.rules.limits import ACCEPTANCES_BY_CALLER
from api.accounts.schemas.joining import (
    AcceptanceIn,
    AcceptanceOut,
    InvitationIn,
    InvitationOut,
    InvitationPageOut,
    InvitationPreviewOut,
    TokenIn,
)
from api.accounts.services import invitations, joining, people
from api.accounts.services.invitations import NewInvitation
from api.errors import NotSignedIn
from api.wire import Blueprint, PageIn, page_query

inviting = Blueprint("invitations", __name__, description="Asking people to join, and joining")


@inviting.route("/invitations", methods=["GET"])
@auth.allow("owner", "coach")
@inviting.arguments(PageIn, location="query")
@inviting.response(200, InvitationPageOut)
def list_invitations(principal: Principal, query: dict[str, Any]) -> Any:
    """List invitations that nobody has accepted yet: an owner sees the practice's, a coach their own."""
    return invitations.invitations(principal, page_query(query), clock.now())


@inviting.route("/invitations", methods=["POST"])
@auth.allow("owner", "coach")
@inviting.arguments(InvitationIn)
@inviting.response(201, InvitationOut)
def invite(principal: Principal, sent: dict[str, Any]) -> Any:
    """Invite somebody by mail: owners into any role, coaches their clients. At most 20 a day for each of them."""
    wanted = NewInvitation(
        sent["name"],
        sent["email"],
        frozenset(sent["roles"]),
        sent["zone"] or principal.zone,
        sent["coach_id"],
    )
    made = invitations.invite(principal, wanted, auth.settings().public_url, clock.now())
    return made, 201, {"Location": f"/api/v1/invitations/{made['id']}"}


@inviting.route("/invitations/<uuid:invitation_id>", methods=["GET"])
@auth.allow("owner", "coach")
@inviting.response(200, InvitationOut)
def show_invitation(principal: Principal, invitation_id: UUID) -> Any:
    """Show an invitation that nobody has accepted yet."""
    return invitations.invitation(principal, invitation_id, clock.now())


@inviting.route("/invitations/<uuid:invitation_id>", methods=["DELETE"])
@auth.allow("owner", "coach")
@inviting.response(204)
def cancel_invitation(principal: Principal, invitation_id: UUID) -> Response:
    """Cancel an invitation: its link opens nothing any more."""
    invitations.cancel(principal, invitation_id, clock.now())
    return Response(status=204)


@inviting.route("/invitations/<uuid:invitation_id>/renewal", methods=["POST"])
@auth.allow("owner", "coach")
@inviting.response(201, InvitationOut)
def renew_invitation(principal: Principal, invitation_id: UUID) -> Any:
    """Send an invitation again: a new one in its place, whose link alone works."""
    made = invitations.renew(principal, invitation_id, auth.settings().public_url, clock.now())
    return made, 201, {"Location": f"/api/v1/invitations/{made['id']}"}


@inviting.route("/invitation-previews", methods=["POST"])
@auth.open_to_anyone
@auth.limit(ACCEPTANCES_BY_CALLER)
@inviting.arguments(TokenIn)
@inviting.response(200, InvitationPreviewOut)
def preview_invitation(sent: dict[str, Any]) -> Any:
    """Show what an invitation is, to whoever holds its token. Nothing changes."""
    return joining.look_at(sent["token"], clock.now())


@inviting.route("/invitation-acceptances", methods=["POST"])
@auth.open_to_anyone
@auth.limit(ACCEPTANCES_BY_CALLER)
@inviting.arguments(AcceptanceIn)
@inviting.response(201, AcceptanceOut)
def accept_invitation(sent: dict[str, Any]) -> Response:
    """Accept an invitation, once. Whoever had no account is signed in: a session cookie is set."""
    now, token, email = clock.now(), sent.pop("token"), sent.pop("email")
    accepted = joining.accept(token, email, sent, _who_is_here(), auth.browser(), now)
    told = {
        "practice": {"id": accepted.practice_id, "name": accepted.practice},
        "email": accepted.email,
        "me": accepted.signed_in and people.me(accepted.signed_in.principal, now),
    }
    response = jsonify(AcceptanceOut().dump(told))
    response.status_code = 201
    if accepted.signed_in is not None:
        auth.set_cookie(response, accepted.signed_in)
    return response


def _who_is_here() -> Principal | None:
    try:
        return auth.authenticate()
    except NotSignedIn:
        return None
