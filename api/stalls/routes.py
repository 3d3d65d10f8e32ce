"""ROOM 3a: a stall is detected. What the model says of a goal, and what was tried."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.stalls import services
from api.stalls.schemas import (
    AdaptationIn,
    AdaptationOut,
    AdaptationPageOut,
    DryRunIn,
    DryRunOut,
    EpisodeOut,
    EpisodePageOut,
    EpisodeQueryIn,
    PulseIn,
    PulseOut,
    PulsePageOut,
    PulseQueryIn,
    SettingsIn,
    SettingsOut,
    StallOut,
    SupportOut,
    VerdictIn,
)
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

blueprint = Blueprint("stalls", __name__, description="What the stall model says, and what was tried")


@blueprint.route("/goals/<uuid:goal_id>/stall", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, StallOut)
def show_stall(principal: Principal, goal_id: UUID) -> Any:
    """Show a goal's level with its evidence, from what the caller may see."""
    return services.stall_of_goal(principal, goal_id, clock.now())


@blueprint.route("/goals/<uuid:goal_id>/support", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.response(200, SupportOut)
def show_support(principal: Principal, goal_id: UUID) -> Any:
    """Show what to think through and try, and what followed what was tried."""
    return services.support_for_goal(principal, goal_id, clock.now())


@blueprint.route("/goals/<uuid:goal_id>/adaptations", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, AdaptationPageOut)
def list_adaptations(principal: Principal, query: dict[str, Any], goal_id: UUID) -> Any:
    """List what was tried for a goal, the latest first."""
    return services.adaptations_of_goal(principal, goal_id, page_query(query), clock.now())


@blueprint.route("/goals/<uuid:goal_id>/adaptations/<uuid:adaptation_id>", methods=["PUT"])
@auth.allow("client", "coach", scope="goals:write")
@blueprint.arguments(AdaptationIn)
@blueprint.response(200, AdaptationOut)
@blueprint.alt_response(201, schema=AdaptationOut, description="New")
def put_adaptation(principal: Principal, sent: dict[str, Any], goal_id: UUID, adaptation_id: UUID) -> Any:
    """Log a change of approach."""
    told, is_new = services.put_adaptation(principal, goal_id, adaptation_id, **sent, now=clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/obstacle-pulses", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(PulseQueryIn, location="query")
@blueprint.response(200, PulsePageOut)
def list_pulses(principal: Principal, query: dict[str, Any]) -> Any:
    """List a client's obstacle pulses, the latest first."""
    page = page_query(query)
    return services.pulses(principal, query["client_id"], page, clock.now())


@blueprint.route("/obstacle-pulses/<uuid:pulse_id>", methods=["PUT"])
@auth.allow("client", "coach")
@blueprint.arguments(PulseIn)
@blueprint.response(200, PulseOut)
@blueprint.alt_response(201, schema=PulseOut, description="New")
def put_pulse(principal: Principal, sent: dict[str, Any], pulse_id: UUID) -> Any:
    """Ask what is in the way, as a coach; answer, as a client."""
    told, is_new = services.put_pulse(principal, pulse_id, **sent, now=clock.now())
    return told, 201 if is_new else 200


@blueprint.route("/stall-episodes", methods=["GET"])
@auth.allow("client", "coach")
@blueprint.arguments(EpisodeQueryIn, location="query")
@blueprint.response(200, EpisodePageOut)
def list_episodes(principal: Principal, query: dict[str, Any]) -> Any:
    """List the stretches in which a goal stood still, the latest first."""
    page = page_query(query)
    return services.episodes(principal, query["goal_id"], page, clock.now())


@blueprint.route("/stall-episodes/<uuid:episode_id>/verdict", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(VerdictIn)
@blueprint.response(200, EpisodeOut)
def judge_episode(principal: Principal, sent: dict[str, Any], episode_id: UUID) -> Any:
    """Say whether a stall was worth knowing."""
    return services.judge_episode(principal, episode_id, **sent, now=clock.now())


@blueprint.route("/stall-settings", methods=["GET"])
@auth.allow("owner", "coach")
@blueprint.response(200, SettingsOut)
def show_settings(principal: Principal) -> Any:
    """Show what the practice has chosen of the model."""
    told, version = services.stall_settings(principal)
    return told, 200, etag(version)


@blueprint.route("/stall-settings", methods=["PUT"])
@auth.allow("owner")
@blueprint.arguments(SettingsIn)
@blueprint.response(200, SettingsOut)
@blueprint.doc(parameters=[IF_MATCH])
def choose_settings(principal: Principal, sent: dict[str, Any]) -> Any:
    """Choose; goals are judged anew from now on, and what was judged before stays as it was."""
    told, version = services.choose_settings(principal, **sent, version=version_wanted(), now=clock.now())
    return told, 200, etag(version)


@blueprint.route("/stall-settings/dry-runs", methods=["POST"])
@auth.allow("owner")
@blueprint.arguments(DryRunIn)
@blueprint.response(202, DryRunOut)
def ask_dry_run(principal: Principal, sent: dict[str, Any]) -> Any:
    """Ask what settings would have flagged in the practice's own history; the answer is ready within a minute."""
    told = services.ask_dry_run(principal, **sent, now=clock.now())
    return told, 202, {"Location": f"/api/v1/stall-settings/dry-runs/{told['id']}"}


@blueprint.route("/stall-settings/dry-runs/<uuid:dry_run_id>", methods=["GET"])
@auth.allow("owner")
@blueprint.response(200, DryRunOut)
def show_dry_run(principal: Principal, dry_run_id: UUID) -> Any:
    """Show what settings would have flagged."""
    return services.dry_run(principal, dry_run_id)
