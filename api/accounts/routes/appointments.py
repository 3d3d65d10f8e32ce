"""When coach and client meet."""

from typing import Any
from uuid import UUID

from flask import Response

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.appointments import (
    AppointmentChangesIn,
    AppointmentIn,
    AppointmentOut,
    AppointmentPageOut,
    AppointmentQueryIn,
)
from api.accounts.services import appointments
from api.wire import IF_MATCH, Blueprint, etag, page_query, version_wanted

meeting = Blueprint("appointments", __name__, description="When coach and client meet")


@meeting.route("/appointments", methods=["GET"])
@auth.allow("coach", "client")
@meeting.arguments(AppointmentQueryIn, location="query")
@meeting.response(200, AppointmentPageOut)
def list_appointments(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's appointments in the order in which they come."""
    page = page_query(query)
    return appointments.appointments(principal, query["client_id"], query["from_at"], page, clock.now())


@meeting.route("/appointments", methods=["POST"])
@auth.allow("coach", scope="appointments:write")
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
@auth.allow("coach", scope="appointments:write")
@meeting.arguments(AppointmentChangesIn)
@meeting.response(200, AppointmentOut)
@meeting.doc(parameters=[IF_MATCH])
def change_appointment(principal: Principal, sent: dict[str, Any], appointment_id: UUID) -> Any:
    """Move an appointment, or say whether it took place."""
    found = appointments.change(principal, appointment_id, sent, version_wanted(), clock.now())
    return found, 200, etag(found["version"])


@meeting.route("/appointments/<uuid:appointment_id>", methods=["DELETE"])
@auth.allow("coach", scope="appointments:write")
@meeting.response(204)
@meeting.doc(parameters=[IF_MATCH])
def cancel_appointment(principal: Principal, appointment_id: UUID) -> Response:
    """Cancel an appointment; calendars that follow a feed learn of it."""
    appointments.cancel(principal, appointment_id, version_wanted(), clock.now())
    return Response(status=204)
