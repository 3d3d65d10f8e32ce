"""Who needs the coach, and why."""

from typing import Any

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.caseload import queries
from api.caseload.schemas import CasePageOut
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("caseload", __name__, description="Who needs the coach, and why")


@blueprint.route("/caseload", methods=["GET"])
@auth.allow("coach")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, CasePageOut)
def show_caseload(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's clients, those who need the coach first."""
    return queries.caseload(principal, page_query(query), clock.now())
