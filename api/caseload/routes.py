"""Who needs the coach, and why."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.caseload import queries, services
from api.caseload.schemas import CasePageOut, NoteIn, NoteOut, NotePageOut
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("caseload", __name__, description="Who needs the coach, and why")
notes = Blueprint("notes", __name__, description="A coach's own notes on a client")


@blueprint.route("/caseload", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, CasePageOut)
def show_caseload(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's clients, those who need the coach first."""
    return queries.caseload(principal, page_query(query), clock.now())


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
