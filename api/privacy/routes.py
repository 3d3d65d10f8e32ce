"""What a client shares with their coach, what they agree to, and what they may know of what others see."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.services import reads
from api.privacy import services
from api.privacy.schemas import (
    AccessPageOut,
    CoachIn,
    CoachSeesGoalOut,
    CoachSeesOut,
    ConsentsIn,
    ConsentsOut,
    GoalSharingIn,
    GoalSharingOut,
    NoticeOut,
    SharingIn,
    SharingOut,
    VisibilityOut,
)
from api.privacy.services import notice
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("privacy", __name__, description="Sharing, consents, and who sees and saw what")


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


@blueprint.route("/goals/<uuid:goal_id>/sharing", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, GoalSharingOut)
def show_goal_sharing(principal: Principal, goal_id: UUID) -> Any:
    """Show what the caller's coach may see of one goal."""
    return services.goal_sharing(principal, goal_id, clock.now())


@blueprint.route("/goals/<uuid:goal_id>/sharing", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(GoalSharingIn)
@blueprint.response(200, GoalSharingOut)
def set_goal_sharing(principal: Principal, sent: dict[str, bool | None], goal_id: UUID) -> Any:
    """Set what the caller's coach may see of one goal, from now on; null: as everywhere."""
    return services.set_goal_sharing(principal, goal_id, sent, clock.now())


@blueprint.route("/consents", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, ConsentsOut)
def show_consents(principal: Principal) -> Any:
    """Show what the caller has agreed to, in which words."""
    return services.consents(principal)


@blueprint.route("/consents", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(ConsentsIn)
@blueprint.response(200, ConsentsOut)
def set_consents(principal: Principal, sent: dict[str, Any]) -> Any:
    """Agree to keeping feelings or to looking for patterns, or take that back."""
    read = sent.pop("versions", None)
    return services.set_consents(principal, sent, clock.now(), read)


@blueprint.route("/what-my-coach-sees", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(CoachIn, location="query")
@blueprint.response(200, CoachSeesOut)
def show_what_my_coach_sees(principal: Principal, query: dict[str, Any]) -> Any:
    """Show the caller's goals, and their line of the caseload, as their coach reads them."""
    page = page_query(query)
    return services.what_my_coach_sees(principal, query["coach_id"], page, clock.now())


@blueprint.route("/what-my-coach-sees/goals/<uuid:goal_id>", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(CoachIn, location="query")
@blueprint.response(200, CoachSeesGoalOut)
def show_goal_as_my_coach_sees_it(principal: Principal, query: dict[str, Any], goal_id: UUID) -> Any:
    """Show one goal's page as the caller's coach reads it; limit and cursor page its check-ins."""
    page = page_query(query)
    return services.goal_as_my_coach_sees_it(principal, goal_id, query["coach_id"], page, clock.now())


@blueprint.route("/access-log", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, AccessPageOut)
def list_reads(principal: Principal, query: dict[str, Any]) -> Any:
    """List who else read what of the caller, hour by hour, the latest first."""
    return reads.access_log(principal, page_query(query))


@blueprint.route("/visibility", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@blueprint.response(200, VisibilityOut)
def show_visibility(_principal: Principal) -> Any:
    """Show who sees what, for every kind of thing, in words."""
    return notice.visibility()


@blueprint.route("/privacy-notice", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, NoticeOut)
def show_notice(principal: Principal) -> Any:
    """Show who keeps private notes on the caller, by which rule, and what Waymark is not."""
    return notice.privacy_notice(principal)
