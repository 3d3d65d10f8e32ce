"""The caller, the practice and its people, and who coaches whom."""

from typing import Any
from uuid import UUID

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.rules.relying import relying_party
from api.accounts.schemas.people import (
    ClientImportIn,
    ClientImportOut,
    EngagementEndIn,
    EngagementIn,
    EngagementOut,
    EngagementPageOut,
    EngagementQueryIn,
    MeIn,
    MemberOut,
    MemberPageOut,
    MeOut,
    PeopleQueryIn,
    PracticeIn,
    PracticeOut,
)
from api.accounts.services import engagements, importing, people
from api.wire import IF_MATCH, Blueprint, etag, page_query, version_wanted

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
def amend_practice(principal: Principal, sent: dict[str, Any]) -> Any:
    """Rename the practice, or say whether its coaches have to sign in with a passkey.

    Only an owner who came with a passkey may ask for them: nobody shuts themselves out.
    """
    party = relying_party(auth.settings().public_url)
    practice = people.amend_practice(principal, sent, version_wanted(), party, clock.now())
    return practice, 200, etag(practice.version)


@everyone.route("/people", methods=["GET"])
@auth.allow("owner", "coach")
@everyone.arguments(PeopleQueryIn, location="query")
@everyone.response(200, MemberPageOut)
def list_people(principal: Principal, query: dict[str, Any]) -> Any:
    """List people: an owner sees the practice, a coach their clients and themselves."""
    page = page_query(query)
    return people.people(principal, page, clock.now(), without_coach=query["without_coach"])


@everyone.route("/people/<uuid:member_id>", methods=["GET"])
@auth.allow("owner", "coach")
@everyone.response(200, MemberOut)
def show_person(principal: Principal, member_id: UUID) -> Any:
    """Show one of the people that the list has."""
    found = people.person(principal, member_id, clock.now())
    return found, 200, etag(found["version"])


@everyone.route("/engagements", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@everyone.arguments(EngagementQueryIn, location="query")
@everyone.response(200, EngagementPageOut)
def list_engagements(principal: Principal, query: dict[str, Any]) -> Any:
    """List who coaches whom: an owner sees the practice, everybody else their own."""
    return engagements.engagements(principal, page_query(query), query["client_id"])


@everyone.route("/engagements", methods=["POST"])
@auth.allow("owner")
@everyone.arguments(EngagementIn)
@everyone.response(201, EngagementOut)
def begin_engagement(principal: Principal, sent: dict[str, Any]) -> Any:
    """Give a client a coach from today on, another one or in place of one; the client is told by mail."""
    made = engagements.begin(principal, **sent, now=clock.now())
    return made, 201, etag(made.version) | {"Location": f"/api/v1/engagements/{made.id}"}


@everyone.route("/engagements/<uuid:engagement_id>", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@everyone.response(200, EngagementOut)
def show_engagement(principal: Principal, engagement_id: UUID) -> Any:
    """Show an engagement."""
    found = engagements.engagement(principal, engagement_id)
    return found, 200, etag(found.version)


@everyone.route("/engagements/<uuid:engagement_id>", methods=["PATCH"])
@auth.allow("owner", "client")
@everyone.arguments(EngagementEndIn)
@everyone.response(200, EngagementOut)
@everyone.doc(parameters=[IF_MATCH])
def end_engagement(principal: Principal, sent: dict[str, Any], engagement_id: UUID) -> Any:
    """End an engagement: from the day after, the coach sees nothing of the client. Clients end their own."""
    ended = engagements.end(principal, engagement_id, sent["until_on"], version_wanted(), clock.now())
    return ended, 200, etag(ended.version)


@everyone.route("/client-imports", methods=["POST"])
@auth.allow("owner", "coach")
@everyone.arguments(ClientImportIn)
@everyone.response(200, ClientImportOut)
def import_clients(principal: Principal, sent: dict[str, Any]) -> Any:
    """Invite clients from a CSV file, or add them at once, after a preview of every bad line."""
    text, public_url = sent.pop("csv"), auth.settings().public_url
    found = importing.import_clients(principal, text, **sent, public_url=public_url, now=clock.now())
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
    return {
        "lines": lines,
        "ready": found.ready,
        "imported": found.imported,
        "invited": found.invited,
        "may_invite": found.may_invite,
    }
