"""Goals, their plans and milestones."""

from typing import Any
from uuid import UUID

import flask
from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.errors import Invalid
from api.goals import services
from api.goals.schemas import (
    CalendarFeedIn,
    CalendarFeedOut,
    EnrolmentIn,
    EnrolmentOut,
    EnrolmentPageOut,
    GoalChangesIn,
    GoalIn,
    GoalOut,
    GoalPageOut,
    GoalQueryIn,
    MilestoneIn,
    MilestoneOrderIn,
    MilestoneOut,
    PlanIn,
    ProgrammeIn,
    ProgrammeOut,
    ProgrammePageOut,
    TemplateIn,
    TemplateOut,
    TemplatePageOut,
    TemplateUseIn,
)
from api.goals.services import GoalSeen, calendar, programmes, templates
from api.goals.services.writing import NewGoal
from api.pagination import Page
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

pages = flask.Blueprint("calendar", __name__)
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
@auth.allow("client", "coach", scope="goals:write")
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
@auth.allow("client", "coach", scope="goals:write")
@blueprint.arguments(GoalChangesIn)
@blueprint.response(200, GoalOut)
@blueprint.doc(parameters=[IF_MATCH])
def amend_goal(principal: Principal, sent: dict[str, Any], goal_id: UUID) -> Any:
    """Change a goal's words, standing or status."""
    if "is_private" in sent:
        auth.refuse_programs(principal)
    return _answer(services.amend_goal(principal, goal_id, sent, version_wanted(), clock.now()))


@blueprint.route("/goals/<uuid:goal_id>/plans", methods=["POST"])
@auth.allow("client", "coach", scope="goals:write")
@blueprint.arguments(PlanIn)
@blueprint.response(201, GoalOut)
def replan(principal: Principal, sent: dict[str, Any], goal_id: UUID) -> Any:
    """Plan anew from today on; the old plan stays as history."""
    body, _, headers = _answer(services.replan(principal, goal_id, sent, clock.now()))
    return body, 201, headers


@blueprint.route("/goals/<uuid:goal_id>/milestones/<uuid:milestone_id>", methods=["PUT"])
@auth.allow("client", "coach", scope="goals:write")
@blueprint.arguments(MilestoneIn)
@blueprint.response(200, MilestoneOut)
@blueprint.alt_response(201, schema=MilestoneOut, description="New")
def put_milestone(principal: Principal, sent: dict[str, Any], goal_id: UUID, milestone_id: UUID) -> Any:
    """Set or change a milestone; its id is made by the caller."""
    told, is_new = services.put_milestone(principal, goal_id, milestone_id, sent, clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/goals/<uuid:goal_id>/milestones/<uuid:milestone_id>", methods=["DELETE"])
@auth.allow("client", "coach", scope="goals:write")
@blueprint.response(204)
def delete_milestone(principal: Principal, goal_id: UUID, milestone_id: UUID) -> Response:
    """Take a milestone off the path."""
    services.delete_milestone(principal, goal_id, milestone_id, clock.now())
    return Response(status=204)


@blueprint.route("/goals/<uuid:goal_id>/milestone-order", methods=["PUT"])
@auth.allow("client", "coach", scope="goals:write")
@blueprint.arguments(MilestoneOrderIn)
@blueprint.response(200, GoalOut)
def order_milestones(principal: Principal, sent: dict[str, Any], goal_id: UUID) -> Any:
    """Put a goal's milestones into another order."""
    now = clock.now()
    services.order_milestones(principal, goal_id, sent["ids"], now)
    return _answer(services.goal_in_view(principal, goal_id, now))


@blueprint.route("/goal-templates", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, TemplatePageOut)
def list_templates(principal: Principal, query: dict[str, Any]) -> Any:
    """List the practice's goal templates, the newest first."""
    return templates.templates(principal, page_query(query))


@blueprint.route("/goal-templates", methods=["POST"])
@auth.allow("coach", scope="goals:write")
@blueprint.arguments(TemplateIn)
@blueprint.response(201, TemplateOut)
def make_template(principal: Principal, sent: dict[str, Any]) -> Any:
    """Keep a goal as a template for the practice's coaches."""
    made = templates.make_template(principal, sent, clock.now())
    return made, 201, etag(made["version"]) | {"Location": f"/api/v1/goal-templates/{made['id']}"}


@blueprint.route("/goal-templates/<uuid:template_id>", methods=["GET"])
@auth.allow("coach")
@blueprint.response(200, TemplateOut)
def show_template(principal: Principal, template_id: UUID) -> Any:
    """Show a goal template."""
    found = templates.template(principal, template_id)
    return found, 200, etag(found["version"])


@blueprint.route("/goal-templates/<uuid:template_id>", methods=["PATCH"])
@auth.allow("coach", scope="goals:write")
@blueprint.arguments(TemplateIn)
@blueprint.response(200, TemplateOut)
@blueprint.doc(parameters=[IF_MATCH])
def amend_template(principal: Principal, sent: dict[str, Any], template_id: UUID) -> Any:
    """Let a template read as sent; goals that came of it stay as they are."""
    found = templates.amend_template(principal, template_id, sent, version_wanted(), clock.now())
    return found, 200, etag(found["version"])


@blueprint.route("/goal-templates/<uuid:template_id>", methods=["DELETE"])
@auth.allow("coach", scope="goals:write")
@blueprint.response(204)
@blueprint.doc(parameters=[IF_MATCH])
def retire_template(principal: Principal, template_id: UUID) -> Response:
    """Stop offering a template."""
    templates.retire_template(principal, template_id, version_wanted(), clock.now())
    return Response(status=204)


@blueprint.route("/goal-templates/<uuid:template_id>/goals", methods=["POST"])
@auth.allow("coach", scope="goals:write")
@blueprint.arguments(TemplateUseIn)
@blueprint.response(201, GoalOut)
def set_goal_from_template(principal: Principal, sent: dict[str, Any], template_id: UUID) -> Any:
    """Set a client a goal as the template says."""
    goal = templates.set_goal_from(principal, template_id, sent["client_id"], sent["start_on"], clock.now())
    body, _, headers = _answer(goal)
    return body, 201, headers | {"Location": f"/api/v1/goals/{goal.id}"}


@blueprint.route("/programmes", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, ProgrammePageOut)
def list_programmes(principal: Principal, query: dict[str, Any]) -> Any:
    """List the practice's programmes, the newest first."""
    return programmes.programmes(principal, page_query(query))


@blueprint.route("/programmes", methods=["POST"])
@auth.allow("coach", scope="goals:write")
@blueprint.arguments(ProgrammeIn)
@blueprint.response(201, ProgrammeOut)
def make_programme(principal: Principal, sent: dict[str, Any]) -> Any:
    """Put templates into an order in which they are released."""
    made = programmes.make_programme(principal, sent["title"], sent["steps"], clock.now())
    return made, 201, {"Location": f"/api/v1/programmes/{made['id']}"}


@blueprint.route("/programmes/<uuid:programme_id>", methods=["GET"])
@auth.allow("coach")
@blueprint.response(200, ProgrammeOut)
def show_programme(principal: Principal, programme_id: UUID) -> Any:
    """Show a programme."""
    return programmes.programme(principal, programme_id)


@blueprint.route("/programmes/<uuid:programme_id>", methods=["DELETE"])
@auth.allow("coach", scope="goals:write")
@blueprint.response(204)
def retire_programme(principal: Principal, programme_id: UUID) -> Response:
    """Enrol nobody any more; who is in it goes on."""
    programmes.retire_programme(principal, programme_id, clock.now())
    return Response(status=204)


@blueprint.route("/programmes/<uuid:programme_id>/enrolments", methods=["POST"])
@auth.allow("coach", scope="goals:write")
@blueprint.arguments(EnrolmentIn)
@blueprint.response(201, EnrolmentOut)
def enrol(principal: Principal, sent: dict[str, Any], programme_id: UUID) -> Any:
    """Put a client on a programme; what it asks for by now is released at once."""
    now = clock.now()
    made = programmes.enrol(principal, programme_id, sent["client_id"], sent["starts_on"], now)
    return made, 201, {"Location": f"/api/v1/enrolments/{made['id']}"}


@blueprint.route("/enrolments", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(GoalQueryIn, location="query")
@blueprint.response(200, EnrolmentPageOut)
def list_enrolments(principal: Principal, query: dict[str, Any]) -> Any:
    """List who is on which programme: a client's own, a coach's clients."""
    page = page_query(query)
    return programmes.enrolments(principal, query["client_id"], page, clock.now())


@blueprint.route("/enrolments/<uuid:enrolment_id>", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, EnrolmentOut)
def show_enrolment(principal: Principal, enrolment_id: UUID) -> Any:
    """Show a client's way through a programme."""
    return programmes.enrolment(principal, enrolment_id, clock.now())


@blueprint.route("/enrolments/<uuid:enrolment_id>", methods=["DELETE"])
@auth.allow("coach", scope="goals:write")
@blueprint.response(204)
def end_enrolment(principal: Principal, enrolment_id: UUID) -> Response:
    """Release no further step; the goals that came of it stay."""
    programmes.end_enrolment(principal, enrolment_id, clock.now())
    return Response(status=204)


@blueprint.route("/calendar-feed", methods=["POST"])
@auth.allow("client", "coach")
@blueprint.arguments(CalendarFeedIn)
@blueprint.response(201, CalendarFeedOut)
def make_calendar_feed(principal: Principal, sent: dict[str, Any]) -> Any:
    """Make a secret address for the caller's calendar program; an earlier one ends."""
    token = calendar.make_feed(principal, clock.now(), shows_titles=sent["shows_titles"])
    return {"url": f"{auth.settings().public_url}/calendar/{token}.ics"}, 201


@blueprint.route("/calendar-feed", methods=["DELETE"])
@auth.allow("client", "coach")
@blueprint.response(204)
def end_calendar_feed(principal: Principal) -> Response:
    """End the caller's calendar feed."""
    calendar.end_feed(principal, clock.now())
    return Response(status=204)


@pages.route("/calendar/<token>.ics", methods=["GET"])
def show_calendar(token: str) -> Response:
    """Give the feed to whoever holds its address; it reads no cookie."""
    response = Response(calendar.read_feed(token, clock.now()), mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _answer(goal: GoalSeen) -> tuple[dict[str, Any], int, dict[str, str]]:
    [told] = services.tell_goals([goal])
    return told, 200, etag(goal.row.version)
