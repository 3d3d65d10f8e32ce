"""Whatever was shown of a client to somebody else is put on record once it has been answered."""

from flask import Flask, Response, current_app, g, request

from api import clock
from api.accounts.services import reads

KINDS = {
    "goals": "goals",
    "goals.list_enrolments": "programmes",
    "goals.show_enrolment": "programmes",
    "goals.enrol": "programmes",
    "check-ins": "check_ins",
    "check-ins.show_progress": "progress",
    "check-ins.export_goal": "export",
    "stalls": "standing",
    "stalls.list_adaptations": "changes",
    "stalls.put_adaptation": "changes",
    "stalls.show_support": "changes",
    "stalls.list_pulses": "pulses",
    "stalls.put_pulse": "pulses",
    # A draft must not betray itself in the log of a client who does not know of it.
    "referrals": "standing",
    "caseload": "standing",
    "caseload.show_caseload": "list",
    "caseload.show_triage": "list",
    "caseload.snooze": "list",
    "caseload.plan_conversation": "list",
    "caseload.set_aside": "list",
    "caseload.take_up_again": "list",
    "notes": "coach_notes",
    "appointments": "appointments",
    "people": "person",
}
"""What a route shows of a client, by its name or its blueprint's."""
OTHER = "other"
CALENDAR = "calendar"
ANSWERED = (200, 201)
"""Statuses of answers that hold something."""


def register(app: Flask) -> None:
    """Every request is watched from its beginning to its answer."""
    app.before_request(_begin)
    app.after_request(_keep)


def _begin() -> None:
    g.noted = reads.begin()


def _keep(response: Response) -> Response:
    noted = g.pop("noted", None)
    if noted is None or response.status_code not in ANSWERED:
        return response
    door = CALENDAR if request.endpoint == "calendar.show_calendar" else None
    kind = KINDS.get(request.endpoint or "") or KINDS.get(request.blueprint or "") or OTHER
    try:
        reads.keep(noted, kind, clock.now(), door)
    except Exception as error:  # noqa: BLE001 -- handed on, see below
        # Told like any other trouble with the database, and nothing is shown that is not on record.
        return current_app.make_response(current_app.handle_user_exception(error))
    return response
