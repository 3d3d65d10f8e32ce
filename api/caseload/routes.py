"""Who needs the coach, and why."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.caseload import queries, services
from api.caseload.schemas import (
    CasePageOut,
    ConversationIn,
    LedgerOut,
    NoteIn,
    NoteOut,
    NotePageOut,
    SetAsideIn,
    SnoozeIn,
    TriageOut,
    TriageQuery,
)
from api.languages import say
from api.wire import Blueprint, PageIn, as_it_is, page_query

blueprint = Blueprint("caseload", __name__, description="Who needs the coach, and why")
notes = Blueprint("notes", __name__, description="A coach's own notes on a client")


@blueprint.route("/caseload", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, CasePageOut)
def show_caseload(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's clients, those who need the coach first."""
    page = queries.caseload(principal, page_query(query), clock.now())
    items = [{**case, "why": say(case["why"])} for case in page.items]
    return as_it_is({"items": items, "next": page.next})


@notes.route("/clients/<uuid:client_id>/notes", methods=["GET"])
@auth.allow("coach")
@notes.arguments(PageIn, location="query")
@notes.response(200, NotePageOut)
def list_notes(principal: Principal, query: dict[str, Any], client_id: UUID) -> Any:
    """List the caller's own notes on a client, the latest first."""
    return services.notes(principal, client_id, page_query(query), clock.now())


@notes.route("/clients/<uuid:client_id>/notes/<uuid:note_id>", methods=["PUT"])
@auth.allow("coach")
@notes.arguments(NoteIn)
@notes.response(200, NoteOut)
@notes.alt_response(201, schema=NoteOut, description="New")
def put_note(principal: Principal, sent: dict[str, Any], client_id: UUID, note_id: UUID) -> Any:
    """Keep a note on a client, or change it. The client can get a copy of it, and it is erased with them."""
    told, is_new = services.put_note(principal, client_id, note_id, sent["text"], clock.now())
    return told, 201 if is_new else 200


@notes.route("/clients/<uuid:client_id>/notes/<uuid:note_id>", methods=["DELETE"])
@auth.allow("coach")
@notes.response(204)
def delete_note(principal: Principal, client_id: UUID, note_id: UUID) -> Response:
    """Delete a note of the caller's own."""
    services.delete_note(principal, client_id, note_id, clock.now())
    return Response(status=204)


@blueprint.route("/triage", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(TriageQuery, location="query")
@blueprint.response(200, TriageOut)
def show_triage(principal: Principal, query: dict[str, Any]) -> Any:
    """Show what needs the coach today, at most ten cards; or all that there is of one client."""
    if query["client_id"] is not None:
        return queries.triage_of(principal, query["client_id"], clock.now())
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
def plan_conversation(principal: Principal, sent: dict[str, Any], subject_id: UUID) -> Any:
    """Plan to speak of it; the card rests until that day is over, or for a week."""
    return services.plan_conversation(principal, subject_id, sent["on"], clock.now())


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
