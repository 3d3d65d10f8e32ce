"""ROOM 2: a nudge is sent. Its preferences, its outcome, and the pages that its links lead to."""

from pathlib import Path
from typing import Any

from flask import Blueprint as Pages
from flask import Response, make_response, render_template, request, send_from_directory

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.errors import WaymarkError
from api.nudges import services
from api.nudges.schemas import NudgePageOut, NudgePreferencesIn, NudgePreferencesOut
from api.nudges.services import OUTCOME_WORDS, Preferences
from api.wire import Blueprint, PageIn, page_query

blueprint = Blueprint("nudges", __name__, description="Reminders: when, whether, and why not")
pages = Pages("nudge-pages", __name__, template_folder="texts")

FEELINGS = {"heavy": "Heavy", "hard": "Hard", "okay": "Okay", "good": "Good", "great": "Great"}

_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@blueprint.route("/nudge-preferences", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, NudgePreferencesOut)
def show_preferences(principal: Principal) -> Preferences:
    """Show when the caller is reminded."""
    return services.preferences(principal)


@blueprint.route("/nudge-preferences", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(NudgePreferencesIn)
@blueprint.response(200, NudgePreferencesOut)
def put_preferences(principal: Principal, sent: dict[str, Any]) -> Preferences:
    """Choose weekdays and local time, or turn reminders off."""
    wanted = Preferences(sent["on"], tuple(sorted(sent["weekdays"])), sent["at_local"])
    return services.put_preferences(principal, wanted, clock.now())


@blueprint.route("/nudges", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, NudgePageOut)
def list_nudges(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's reminders, the latest first: sent, or not and why."""
    return services.nudges(principal, page_query(query))


@pages.get("/c/<token>")
def show_one_tap(token: str) -> str:
    """Ask how it felt, or only to save. Nothing is recorded by looking: mail scanners look at everything."""
    now = clock.now()
    tap = services.read_one_tap(auth.settings().secret, token, now)
    seen = services.tap_in_view(tap, now)
    return _render("one_tap.html", seen=seen)


@pages.post("/c/<token>")
def save_one_tap(token: str) -> str:
    """Record the check-in, or undo it, as the button that was pressed says."""
    now = clock.now()
    tap = services.read_one_tap(auth.settings().secret, token, now)
    seen = services.tap_in_view(tap, now)
    if "undo" in request.form:
        services.undo_tap(tap, now)
        return _render("one_tap_undone.html", seen=seen)
    felt = request.form.get("felt")
    if felt is None:
        # Not one of our buttons.
        return _render("one_tap.html", seen=seen)
    felt = felt if felt in FEELINGS else None
    services.save_tap(tap, felt, now)
    return _render("one_tap_saved.html", seen=seen, felt=FEELINGS.get(felt or "", ""))


@pages.get("/u/<token>")
def show_unsubscribe(token: str) -> str:
    """Offer a button that turns reminders off."""
    services.read_unsubscribe(auth.settings().secret, token)
    return render_template("unsubscribe.html", is_done=False)


@pages.post("/u/<token>")
def unsubscribe(token: str) -> str:
    """Turn reminders off, for the button and for a mail program's own (RFC 8058): no cookie, no question."""
    client_id = services.read_unsubscribe(auth.settings().secret, token)
    services.turn_off(client_id, clock.now())
    return render_template("unsubscribe.html", is_done=True)


@pages.get("/c/style.css")
def style() -> Response:
    return send_from_directory(Path(__file__).parent / "texts", "page.css")


@pages.errorhandler(WaymarkError)
def tell_error(error: WaymarkError) -> Response:
    """Tell what is wrong with a link on a page: whoever followed it is a person."""
    return make_response(render_template("link_ended.html", detail=error.detail), error.status)


@pages.after_request
def protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _PAGE_POLICY
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "max-age=3600" if response.mimetype == "text/css" else "no-store"
    return response


def _render(template: str, seen: Any, **more: Any) -> str:
    return render_template(
        template,
        seen=seen,
        outcome=OUTCOME_WORDS[seen.outcome],
        day=services.day_words(seen.on),
        feelings=FEELINGS,
        **more,
    )
