"""What a client may take away, bring along, and have erased."""

from typing import Any
from uuid import UUID

from flask import Response, request

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.keeping.schemas import (
    ErasureIn,
    ErasureOut,
    HeldPageOut,
    ImportOut,
    ImportQuery,
    NothingIn,
    WholeExportOut,
    WholeExportPageOut,
)
from api.keeping.schemas.record import read_record
from api.keeping.services import erasing, exporting, held, importing
from api.pagination import Page
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("keeping", __name__, description="Export, import and erasure")


@blueprint.route("/exports", methods=["POST"])
@auth.allow("client")
@blueprint.arguments(NothingIn)
@blueprint.response(202, WholeExportOut)
def ask_for_export(principal: Principal, _sent: dict[str, Any]) -> Any:
    """Ask for everything about the caller as a file. It is ready in less than a minute, and kept for a day.

    Wants a sign-in of the last quarter of an hour.
    """
    row = exporting.ask(principal, clock.now())
    return row, 202, {"Location": f"/api/v1/exports/{row.id}"}


@blueprint.route("/exports", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, WholeExportPageOut)
def list_exports(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's exports that are still kept, the latest first."""
    return exporting.exports(principal, page_query(query), clock.now())


@blueprint.route("/exports/<uuid:export_id>", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, WholeExportOut)
def show_export(principal: Principal, export_id: UUID) -> Any:
    """Say whether an export is ready."""
    return exporting.export(principal, export_id, clock.now())


@blueprint.route("/exports/<uuid:export_id>/file", methods=["GET"])
@auth.allow("client", scope=None)
@blueprint.response(200, content_type="application/zip")
def download_export(principal: Principal, export_id: UUID) -> Response:
    """Give the file: a zip of export.json, check-ins.csv and a README. Nobody but the client is given it.

    Wants a sign-in of the last quarter of an hour; no API token reaches it.
    """
    now = clock.now()
    file = exporting.file_of(principal, export_id, now)
    name = f"waymark-{principal.today(now).isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file, mimetype="application/zip", headers=headers)


@blueprint.route("/exports/<uuid:export_id>", methods=["DELETE"])
@auth.allow("client")
@blueprint.response(204)
def discard_export(principal: Principal, export_id: UUID) -> None:
    """Delete an export before its day is over."""
    exporting.discard(principal, export_id, clock.now())


@blueprint.route("/imports", methods=["POST"])
@auth.allow("client")
@blueprint.arguments(ImportQuery, location="query")
@blueprint.response(201, ImportOut)
def take_in_export(principal: Principal, query: dict[str, Any]) -> Any:
    """Bring an export along: the body is the zip file (application/zip), at most 4 MB."""
    record = read_record(importing.read_file(request.get_data()))
    restores = query["settings"] == "restore"
    return importing.take_in(principal, record, clock.now(), restore_settings=restores), 201


@blueprint.route("/retention", methods=["GET"])
@auth.allow("owner")
@blueprint.response(200, HeldPageOut)
def show_retention(principal: Principal) -> Any:
    """Tell the owner what is deleted by itself, after how long, and how much waits for that. Counts and days alone."""
    return Page(held.held(principal, clock.now()))


@blueprint.route("/erasure", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, ErasureOut)
def show_erasure(principal: Principal) -> Any:
    """Say whether the caller asked to be erased, and when that will be."""
    return erasing.erasure(principal)


@blueprint.route("/erasure", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(ErasureIn)
@blueprint.response(200, ErasureOut)
def ask_for_erasure(principal: Principal, sent: dict[str, str]) -> Any:
    """Be erased: now, or in seven days unless it is taken back. After "now" the caller is signed out for good.

    "now" wants a sign-in of the last quarter of an hour. Of "in_7_days" the caller is told by mail.
    """
    return erasing.ask(principal, sent["when"], auth.settings().backups_folder, clock.now())


@blueprint.route("/erasure", methods=["DELETE"])
@auth.allow("client")
@blueprint.response(204)
def take_back_erasure(principal: Principal) -> None:
    """Stay."""
    erasing.take_back(principal, clock.now())
