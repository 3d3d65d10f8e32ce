"""The caller, the practice and its people, and who coaches whom."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.people import (
    ClientImportIn,
    ClientImportOut,
    EngagementEndIn,
    EngagementIn,
    EngagementOut,
    EngagementPageOut,
    MeIn,
    MemberPageOut,
    MeOut,
    PracticeIn,
    PracticeOut,
)
from api.accounts.services import importing, people
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

everyone = Blueprint("people", __name__, description="The caller, the practice and its people")


@everyone.route("/me", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN, while_held_up=True)
@everyone.response(200, MeOut)
def show_me(principal: Principal) -> dict[str, Any]:
    """Tell who the caller is."""
    return people.me(principal, clock.now())


@everyone.route("/me", methods=["PATCH"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@everyone.arguments(MeIn)
@everyone.response(200, MeOut)
def amend_me(principal: Principal, sent: dict[str, Any]) -> dict[str, Any]:
    """Change the caller's name or time zone."""
    now = clock.now()
    return people.me(people.amend_me(principal, sent, now), now)


@everyone.route("/practice", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@everyone.response(200, PracticeOut)
def show_practice(principal: Principal) -> Any:
    """Tell which practice this is."""
    practice = people.practice(principal)
    return practice, 200, etag(practice.version)


@everyone.route("/practice", methods=["PATCH"])
@auth.allow("owner")
@everyone.arguments(PracticeIn)
@everyone.response(200, PracticeOut)
@everyone.doc(parameters=[IF_MATCH])
def rename_practice(principal: Principal, sent: dict[str, Any]) -> Any:
    """Rename the practice."""
    practice = people.rename_practice(principal, sent["name"], version_wanted(), clock.now())
    return practice, 200, etag(practice.version)


@everyone.route("/people", methods=["GET"])
@auth.allow("owner", "coach")
@everyone.arguments(PageIn, location="query")
@everyone.response(200, MemberPageOut)
def list_people(principal: Principal, query: dict[str, Any]) -> Any:
    """List people: an owner sees the practice, a coach their clients and themselves."""
    return people.people(principal, page_query(query), clock.now())


@everyone.route("/engagements", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@everyone.arguments(PageIn, location="query")
@everyone.response(200, EngagementPageOut)
def list_engagements(principal: Principal, query: dict[str, Any]) -> Any:
    """List who coaches whom: an owner sees the practice, everybody else their own."""
    return people.engagements(principal, page_query(query))


@everyone.route("/engagements", methods=["POST"])
@auth.allow("owner")
@everyone.arguments(EngagementIn)
@everyone.response(201, EngagementOut)
def begin_engagement(principal: Principal, sent: dict[str, Any]) -> Any:
    """Give a client a coach, from today on."""
    made = people.begin_engagement(principal, sent["client_id"], sent["coach_id"], clock.now())
    return made, 201, etag(made.version) | {"Location": f"/api/v1/engagements/{made.id}"}


@everyone.route("/engagements/<uuid:engagement_id>", methods=["PATCH"])
@auth.allow("owner")
@everyone.arguments(EngagementEndIn)
@everyone.response(200, EngagementOut)
@everyone.doc(parameters=[IF_MATCH])
def end_engagement(principal: Principal, sent: dict[str, Any], engagement_id: UUID) -> Any:
    """End an engagement: from the day after, the coach sees nothing of the client."""
    ended = people.end_engagement(principal, engagement_id, sent["until_on"], version_wanted(), clock.now())
    return ended, 200, etag(ended.version)


@everyone.route("/client-imports", methods=["POST"])
@auth.allow("owner", "coach")
@everyone.arguments(ClientImportIn)
@everyone.response(200, ClientImportOut)
def import_clients(principal: Principal, sent: dict[str, Any]) -> Any:
    """Add clients from a CSV file, after a preview of every bad line."""
    text = sent.pop("csv")
    found = importing.import_clients(principal, text, **sent, now=clock.now())
    lines = [
        {
            "number": line.number,
            "name": line.name,
            "email": line.email,
            "zone": line.zone,
            "errors": [{"field": field, "detail": detail} for field, detail in line.faults],
        }
        for line in found.lines
    ]
    return {"lines": lines, "ready": found.ready, "imported": found.imported}
