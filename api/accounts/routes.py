"""Signing in, the caller, the people of a practice, and who coaches whom."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas import (
    AcceptedOut,
    AppointmentChangesIn,
    AppointmentIn,
    AppointmentOut,
    AppointmentPageOut,
    AppointmentQueryIn,
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
    SessionIn,
    SignInCodeIn,
)
from api.accounts.services import appointments, importing, people, sign_in
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

signing_in = Blueprint("sign-in", __name__, description="Signing in and out")
meeting = Blueprint("appointments", __name__, description="When coach and client meet")
everyone = Blueprint("people", __name__, description="The caller, the practice and its people")
blueprints = (signing_in, everyone, meeting)


@signing_in.route("/sign-in-codes", methods=["POST"])
@auth.open_to_anyone
@signing_in.arguments(SignInCodeIn)
@signing_in.response(202, AcceptedOut)
def send_code(sent: dict[str, Any]) -> dict[str, Any]:
    """Mail a sign-in code. The answer is the same whether or not the address is known."""
    settings = auth.settings()
    sign_in.send_code(sent["email"], settings.secret, settings.public_url, clock.now())
    return {}


@signing_in.route("/session", methods=["POST"])
@auth.open_to_anyone
@signing_in.arguments(SessionIn)
@signing_in.response(201, MeOut)
def begin_session(sent: dict[str, Any]) -> Response:
    """Sign in with a mailed code: a session cookie is set. Each code works once, for ten minutes."""
    now = clock.now()
    code = "".join(sent["code"].split())
    signed_in = sign_in.sign_in(sent["email"], code, auth.settings().secret, now)
    response = jsonify(MeOut().dump(people.me(signed_in.principal, now)))
    response.status_code = 201
    auth.set_cookie(response, signed_in)
    return response


@signing_in.route("/session", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(200, MeOut)
def show_session(principal: Principal) -> dict[str, Any]:
    """Tell who is signed in."""
    return people.me(principal, clock.now())


@signing_in.route("/session", methods=["DELETE"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
@signing_in.response(204)
def end_session(principal: Principal) -> Response:
    """Sign out."""
    sign_in.sign_out(principal)
    response = Response(status=204)
    auth.clear_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@everyone.route("/me", methods=["GET"])
@auth.allow(*auth.ANYONE_SIGNED_IN)
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


@meeting.route("/appointments", methods=["GET"])
@auth.allow("coach", "client")
@meeting.arguments(AppointmentQueryIn, location="query")
@meeting.response(200, AppointmentPageOut)
def list_appointments(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's appointments in the order in which they come."""
    page = page_query(query)
    return appointments.appointments(principal, query["client_id"], query["from_at"], page, clock.now())


@meeting.route("/appointments", methods=["POST"])
@auth.allow("coach")
@meeting.arguments(AppointmentIn)
@meeting.response(201, AppointmentOut)
def arrange_appointment(principal: Principal, sent: dict[str, Any]) -> Any:
    """Arrange an appointment with a client."""
    made = appointments.arrange(principal, **sent, now=clock.now())
    return made, 201, etag(made["version"]) | {"Location": f"/api/v1/appointments/{made['id']}"}


@meeting.route("/appointments/<uuid:appointment_id>", methods=["GET"])
@auth.allow("coach", "client")
@meeting.response(200, AppointmentOut)
def show_appointment(principal: Principal, appointment_id: UUID) -> Any:
    """Show an appointment."""
    found = appointments.appointment(principal, appointment_id, clock.now())
    return found, 200, etag(found["version"])


@meeting.route("/appointments/<uuid:appointment_id>", methods=["PATCH"])
@auth.allow("coach")
@meeting.arguments(AppointmentChangesIn)
@meeting.response(200, AppointmentOut)
@meeting.doc(parameters=[IF_MATCH])
def change_appointment(principal: Principal, sent: dict[str, Any], appointment_id: UUID) -> Any:
    """Move an appointment, or say whether it took place."""
    found = appointments.change(principal, appointment_id, sent, version_wanted(), clock.now())
    return found, 200, etag(found["version"])


@meeting.route("/appointments/<uuid:appointment_id>", methods=["DELETE"])
@auth.allow("coach")
@meeting.response(204)
@meeting.doc(parameters=[IF_MATCH])
def cancel_appointment(principal: Principal, appointment_id: UUID) -> Response:
    """Cancel an appointment; calendars that follow a feed learn of it."""
    appointments.cancel(principal, appointment_id, version_wanted(), clock.now())
    return Response(status=204)
