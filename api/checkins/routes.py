"""ROOM 1: a check-in arrives. Also skips, reflections, Today and progress."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.checkins import services
from api.checkins.schemas import (
    AnsweredOut,
    AnsweredPageOut,
    CheckInIn,
    CheckInOut,
    CheckInQueryIn,
    ChipsIn,
    ChipsOut,
    ExportOut,
    ExportQueryIn,
    InsightsOut,
    ProgressOut,
    ReflectionIn,
    ReflectionOut,
    ReplyIn,
    ReplyOut,
    ReplyPageOut,
    SkipIn,
    SkipOut,
    SkipPageOut,
    TodayOut,
    TodayQueryIn,
)
from api.checkins.services import CheckInSent, chips, exporting, replying
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

blueprint = Blueprint(
    "check-ins", __name__, description="Check-ins, skips, reflections, Today, progress and insights"
)


@blueprint.route("/check-ins/<uuid:check_in_id>", methods=["PUT"])
@auth.allow("client", scope="check-ins:write")
@blueprint.arguments(CheckInIn)
@blueprint.response(200, CheckInOut)
@blueprint.alt_response(201, schema=CheckInOut, description="New")
def put_check_in(principal: Principal, sent: dict[str, Any], check_in_id: UUID) -> Any:
    """Save a check-in under the id its device made; sending it again edits or replays it."""
    told, is_new = services.record_check_in(principal, check_in_id, CheckInSent(**sent), clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/check-ins/<uuid:check_in_id>", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, AnsweredOut)
def show_check_in(principal: Principal, check_in_id: UUID) -> Any:
    """Show a check-in."""
    return services.check_in(principal, check_in_id, clock.now())


@blueprint.route("/check-ins/<uuid:check_in_id>", methods=["DELETE"])
@auth.allow("client", scope="check-ins:write")
@blueprint.response(204)
def undo_check_in(principal: Principal, check_in_id: UUID) -> Response:
    """Undo a check-in: its content is gone, and another of the same day counts again."""
    services.undo_check_in(principal, check_in_id, clock.now())
    return Response(status=204)


@blueprint.route("/check-ins/<uuid:check_in_id>/replies", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, ReplyPageOut)
def list_replies(principal: Principal, query: dict[str, Any], check_in_id: UUID) -> Any:
    """List what coach and client answered on a check-in, oldest first."""
    return replying.replies_of_check_in(principal, check_in_id, page_query(query), clock.now())


@blueprint.route("/check-ins/<uuid:check_in_id>/replies/<uuid:reply_id>", methods=["PUT"])
@auth.allow("client", "coach", scope="check-ins:write")
@blueprint.arguments(ReplyIn)
@blueprint.response(200, ReplyOut)
@blueprint.alt_response(201, schema=ReplyOut, description="New")
def put_reply(principal: Principal, sent: dict[str, Any], check_in_id: UUID, reply_id: UUID) -> Any:
    """Answer on a check-in; the other one is told, without content, that there is an answer."""
    told, is_new = replying.put_reply(principal, check_in_id, reply_id, sent["text"], clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/check-ins/<uuid:check_in_id>/replies/<uuid:reply_id>/read", methods=["PUT"])
@auth.allow("client", "coach")
@blueprint.response(204)
def mark_read(principal: Principal, check_in_id: UUID, reply_id: UUID) -> Response:
    """Say that the caller has read the replies on a check-in, up to this one; nobody is told of it."""
    replying.mark_read(principal, check_in_id, reply_id, clock.now())
    return Response(status=204)


@blueprint.route("/goals/<uuid:goal_id>/export", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(ExportQueryIn, location="query")
@blueprint.response(200, ExportOut)
@blueprint.doc(responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}})
def export_goal(principal: Principal, query: dict[str, Any], goal_id: UUID) -> Any:
    """Give one goal with all that the caller may see of it, as JSON or (`format=csv`) its check-ins as CSV."""
    found = exporting.goal_on_record(principal, goal_id, clock.now())
    name = f"waymark-goal-{goal_id}"
    if query["format"] == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return Response(exporting.as_csv(principal, found), mimetype="text/csv", headers=headers)
    return found, 200, {"Content-Disposition": f'attachment; filename="{name}.json"'}


@blueprint.route("/goals/<uuid:goal_id>/check-ins", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(CheckInQueryIn, location="query")
@blueprint.response(200, AnsweredPageOut)
def list_check_ins(principal: Principal, query: dict[str, Any], goal_id: UUID) -> Any:
    """List a goal's check-ins, the newest day first; or only those where a reply waits for the caller."""
    page = page_query(query)
    return services.check_ins_of_goal(principal, goal_id, page, clock.now(), unread=query["unread"])


@blueprint.route("/goals/<uuid:goal_id>/progress", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, ProgressOut)
def show_progress(principal: Principal, goal_id: UUID) -> Any:
    """Show a goal's path against its plan, its strength and adherence."""
    return services.goal_progress(principal, goal_id, clock.now())


@blueprint.route("/obstacle-chips", methods=["GET"])
@auth.allow("client", "coach", "owner")
@blueprint.response(200, ChipsOut)
def show_chips(principal: Principal) -> Any:
    """Show what the practice's clients can name as in the way, and what they once could."""
    told, version = chips.chips(principal)
    return told, 200, etag(version)


@blueprint.route("/obstacle-chips", methods=["PUT"])
@auth.allow("owner")
@blueprint.arguments(ChipsIn)
@blueprint.response(200, ChipsOut)
@blueprint.doc(parameters=[IF_MATCH])
def put_chips(principal: Principal, sent: dict[str, Any]) -> Any:
    """Choose the chips and their order; check-ins keep what was chosen before, in the words it had."""
    told, version = chips.put_chips(principal, sent["chips"], version_wanted(), clock.now())
    return told, 200, etag(version)


@blueprint.route("/today", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(TodayQueryIn, location="query")
@blueprint.response(200, TodayOut)
def show_today(principal: Principal, query: dict[str, Any]) -> Any:
    """Show what today, or a past day, asks for and what of it is done."""
    return services.today(principal, query["on"], clock.now())


@blueprint.route("/insights", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, InsightsOut)
def show_insights(principal: Principal) -> Any:
    """Show what the last weeks of the caller's active goals look like: kept, felt and in the way."""
    return services.insights(principal, clock.now())


@blueprint.route("/skips", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, SkipPageOut)
def list_skips(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's excused time, the latest first."""
    return services.skips(principal, principal.member_id, page_query(query), clock.now())


@blueprint.route("/skips/<uuid:skip_id>", methods=["PUT"])
@auth.allow("client", scope="check-ins:write")
@blueprint.arguments(SkipIn)
@blueprint.response(200, SkipOut)
@blueprint.alt_response(201, schema=SkipOut, description="New")
def put_skip(principal: Principal, sent: dict[str, Any], skip_id: UUID) -> Any:
    """Excuse a day or a stretch; it leaves every denominator and silences reminders."""
    told, is_new = services.put_skip(principal, skip_id, **sent, now=clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/skips/<uuid:skip_id>", methods=["DELETE"])
@auth.allow("client", scope="check-ins:write")
@blueprint.response(204)
def delete_skip(principal: Principal, skip_id: UUID) -> Response:
    """Let those days count again."""
    services.delete_skip(principal, skip_id, clock.now())
    return Response(status=204)


@blueprint.route("/reflections/<uuid:reflection_id>", methods=["PUT"])
@auth.allow("client", scope="check-ins:write")
@blueprint.arguments(ReflectionIn)
@blueprint.response(200, ReflectionOut)
@blueprint.alt_response(201, schema=ReflectionOut, description="New")
def put_reflection(principal: Principal, sent: dict[str, Any], reflection_id: UUID) -> Any:
    """Save the weekly three taps."""
    week_on = sent.pop("week")
    told, is_new = services.put_reflection(principal, reflection_id, week_on, **sent, now=clock.now())
    return told, 201 if is_new else 200
