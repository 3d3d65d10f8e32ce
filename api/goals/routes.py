"""Goals, their plans and milestones."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.errors import Invalid
from api.goals import services
from api.goals.schemas import (
    GoalChangesIn,
    GoalIn,
    GoalOut,
    GoalPageOut,
    GoalQueryIn,
    MilestoneIn,
    MilestoneOut,
    PlanIn,
)
from api.goals.services import GoalSeen
from api.goals.services.reading import tell_milestone
from api.goals.services.writing import NewGoal
from api.pagination import Page
from api.wire import IF_MATCH, Blueprint, etag, page_query, version_wanted

blueprint = Blueprint("goals", __name__, description="Goals, their plans and milestones")


@blueprint.route("/goals", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(GoalQueryIn, location="query")
@blueprint.response(200, GoalPageOut)
def list_goals(principal: Principal, query: dict[str, Any]) -> Any:
    """List a client's goals, newest first: the caller's own, or those of `client_id`."""
    page = page_query(query)
    client_id = query["client_id"] or principal.member_id
    if query["client_id"] is None and "client" not in principal.roles:
        raise Invalid.field("client_id", "Say whose goals.")
    found = services.goals_in_view(principal, client_id, page, clock.now())
    return Page(services.tell_goals(found.items), found.next)


@blueprint.route("/goals", methods=["POST"])
@auth.allow("client", "coach")
@blueprint.arguments(GoalIn)
@blueprint.response(201, GoalOut)
def create_goal(principal: Principal, sent: dict[str, Any]) -> Any:
    """Set a goal: clients for themselves, coaches for their clients."""
    goal = services.create_goal(principal, NewGoal(**sent), clock.now())
    body, _, headers = _answer(goal)
    return body, 201, headers | {"Location": f"/api/v1/goals/{goal.id}"}


@blueprint.route("/goals/<uuid:goal_id>", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, GoalOut)
def show_goal(principal: Principal, goal_id: UUID) -> Any:
    """Show a goal."""
    return _answer(services.goal_in_view(principal, goal_id, clock.now()))


@blueprint.route("/goals/<uuid:goal_id>", methods=["PATCH"])
@auth.allow("client", "coach")
@blueprint.arguments(GoalChangesIn)
@blueprint.response(200, GoalOut)
@blueprint.doc(parameters=[IF_MATCH])
def amend_goal(principal: Principal, sent: dict[str, Any], goal_id: UUID) -> Any:
    """Change a goal's words, standing or status."""
    return _answer(services.amend_goal(principal, goal_id, sent, version_wanted(), clock.now()))


@blueprint.route("/goals/<uuid:goal_id>/plans", methods=["POST"])
@auth.allow("client", "coach")
@blueprint.arguments(PlanIn)
@blueprint.response(201, GoalOut)
def replan(principal: Principal, sent: dict[str, Any], goal_id: UUID) -> Any:
    """Plan anew from today on; the old plan stays as history."""
    body, _, headers = _answer(services.replan(principal, goal_id, sent, clock.now()))
    return body, 201, headers


@blueprint.route("/goals/<uuid:goal_id>/milestones/<uuid:milestone_id>", methods=["PUT"])
@auth.allow("client", "coach")
@blueprint.arguments(MilestoneIn)
@blueprint.response(200, MilestoneOut)
@blueprint.alt_response(201, schema=MilestoneOut, description="New")
def put_milestone(principal: Principal, sent: dict[str, Any], goal_id: UUID, milestone_id: UUID) -> Any:
    """Set or change a milestone; its id is made by the caller."""
    row, is_new = services.put_milestone(principal, goal_id, milestone_id, sent, clock.now())
    return tell_milestone(row), 201 if is_new else 200


@blueprint.route("/goals/<uuid:goal_id>/milestones/<uuid:milestone_id>", methods=["DELETE"])
@auth.allow("client", "coach")
@blueprint.response(204)
def delete_milestone(principal: Principal, goal_id: UUID, milestone_id: UUID) -> Response:
    """Take a milestone off the path."""
    services.delete_milestone(principal, goal_id, milestone_id, clock.now())
    return Response(status=204)


def _answer(goal: GoalSeen) -> tuple[dict[str, Any], int, dict[str, str]]:
    [told] = services.tell_goals([goal])
    return told, 200, etag(goal.row.version)
