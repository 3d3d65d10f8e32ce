"""Who needs the coach, and why."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.caseload import queries, services
from api.caseload.schemas import CasePageOut, ConversationIn, LedgerOut, SetAsideIn, SnoozeIn, TriageOut
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("caseload", __name__, description="Who needs the coach, and why")


@blueprint.route("/caseload", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, CasePageOut)
def show_caseload(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's clients, those who need the coach first."""
    return queries.caseload(principal, page_query(query), clock.now())


@blueprint.route("/triage", methods=["GET"])
@auth.allow("coach")
@blueprint.response(200, TriageOut)
def show_triage(principal: Principal) -> Any:
    """Show what needs the coach today, at most ten cards."""
    return queries.triage(principal, clock.now())


@blueprint.route("/triage/<uuid:subject_id>/snooze", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(SnoozeIn)
@blueprint.response(200, TriageOut)
def snooze(principal: Principal, sent: dict[str, Any], subject_id: UUID) -> Any:
    """Put a card off to a later day."""
    return services.snooze(principal, subject_id, sent["until_on"], clock.now())


@blueprint.route("/triage/<uuid:subject_id>/conversation", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(ConversationIn)
@blueprint.response(200, TriageOut)
def plan_conversation(principal: Principal, _sent: dict[str, Any], subject_id: UUID) -> Any:
    """Plan to speak of it; the card rests for a week."""
    return services.plan_conversation(principal, subject_id, clock.now())


@blueprint.route("/triage/<uuid:subject_id>/not-a-concern", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(SetAsideIn)
@blueprint.response(200, TriageOut)
def set_aside(principal: Principal, sent: dict[str, Any], subject_id: UUID) -> Any:
    """Say that it is not a concern, and why."""
    return services.set_aside(principal, subject_id, sent["reason"], clock.now())


@blueprint.route("/triage/<uuid:subject_id>/mark", methods=["DELETE"])
@auth.allow("coach")
@blueprint.response(200, TriageOut)
def take_up_again(principal: Principal, subject_id: UUID) -> Any:
    """Undo: take the card up again."""
    return services.take_up_again(principal, subject_id, clock.now())


@blueprint.route("/ledger", methods=["GET"])
@auth.allow("owner")
@blueprint.response(200, LedgerOut)
def show_ledger(principal: Principal) -> Any:
    """Show the practice's open flags by age and its verdicts: counts, and nothing else."""
    return queries.ledger(principal, clock.now())
