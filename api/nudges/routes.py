"""ROOM 2: a nudge is sent. Its preferences, its outcome, and the pages that its links lead to."""

from pathlib import Path
from typing import Any

from flask import Blueprint as Pages
from flask import Response, make_response, render_template, request, send_from_directory

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.checkins.rules import FEELINGS
from api.errors import WaymarkError
from api.languages import say, spoken
from api.nudges import services
from api.nudges.schemas import (
    DigestPreferencesIn,
    DigestPreferencesOut,
    LanguageIn,
    NudgeEffectOut,
    NudgePageOut,
    NudgePreferencesIn,
    NudgePreferencesOut,
    NudgePreviewIn,
    NudgePreviewOut,
    NudgeSettingsIn,
    NudgeSettingsOut,
    NudgeTextsIn,
    NudgeTextsOut,
)
from api.nudges.services import OUTCOME_WORDS, LetterStop, PreferencesSeen
from api.wire import IF_MATCH, Blueprint, PageIn, etag, page_query, version_wanted

blueprint = Blueprint("nudges", __name__, description="Reminders: when, whether, and why not")
pages = Pages("nudge-pages", __name__, template_folder="texts")

FEELING_WORDS = {felt: felt.capitalize() for felt in FEELINGS}

_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@blueprint.route("/nudge-preferences", methods=["GET"])
@auth.allow("client")
@blueprint.response(200, NudgePreferencesOut)
def show_preferences(principal: Principal) -> PreferencesSeen:
    """Show when the caller is reminded."""
    return services.preferences(principal)


@blueprint.route("/nudge-preferences", methods=["PUT"])
@auth.allow("client")
@blueprint.arguments(NudgePreferencesIn)
@blueprint.response(200, NudgePreferencesOut)
def put_preferences(principal: Principal, sent: dict[str, Any]) -> PreferencesSeen:
    """Choose weekdays, local time and manner, or turn reminders off. Eased reminders come in full again."""
    return services.amend_preferences(principal, sent, clock.now())


@blueprint.route("/nudges", methods=["GET"])
@auth.allow("client")
@blueprint.arguments(PageIn, location="query")
@blueprint.response(200, NudgePageOut)
def list_nudges(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's reminders, the latest first: sent, or not and why."""
    return services.nudges(principal, page_query(query))


@blueprint.route("/nudge-settings", methods=["GET"])
@auth.allow("owner")
@blueprint.response(200, NudgeSettingsOut)
def show_settings(principal: Principal) -> Any:
    """Tell whether the practice measures if reminders help."""
    setting = services.setting(principal.practice_id)
    return setting, 200, etag(setting.version)


@blueprint.route("/nudge-settings", methods=["PUT"])
@auth.allow("owner")
@blueprint.arguments(NudgeSettingsIn)
@blueprint.response(200, NudgeSettingsOut)
@blueprint.doc(parameters=[IF_MATCH])
def put_settings(principal: Principal, sent: dict[str, Any]) -> Any:
    """Begin or end measuring: a tenth of the reminders is withheld by chance, never of appointments."""
    setting = services.put_setting(principal, version_wanted(), clock.now(), is_measuring=sent["measuring"])
    return setting, 200, etag(setting.version)


@blueprint.route("/nudge-effect", methods=["GET"])
@auth.allow("owner")
@blueprint.response(200, NudgeEffectOut)
def show_effect(principal: Principal) -> Any:
    """Compare what followed reminders with what followed those that were withheld."""
    return services.effect(principal, clock.now())


@blueprint.route("/nudge-texts", methods=["GET"])
@auth.allow("owner")
@blueprint.arguments(LanguageIn, location="query")
@blueprint.response(200, NudgeTextsOut)
def list_texts(principal: Principal, query: dict[str, Any]) -> Any:
    """List the words of the practice's reminders."""
    return _told_texts(services.texts(principal, query["language"]), query["language"])


@blueprint.route("/nudge-texts", methods=["PUT"])
@auth.allow("owner")
@blueprint.arguments(NudgeTextsIn)
@blueprint.response(200, NudgeTextsOut)
@blueprint.doc(parameters=[IF_MATCH])
def put_texts(principal: Principal, sent: dict[str, Any]) -> Any:
    """Choose words of the practice's own, or bring the usual ones back."""
    language = sent["language"]
    items = services.put_texts(principal, version_wanted(), sent["texts"], language, clock.now())
    return _told_texts(items, language)


def _told_texts(items: list[services.TextSeen], language: str) -> Any:
    return {"language": language, "items": items}, 200, etag(services.version_of(items))


@blueprint.route("/nudge-texts/preview", methods=["POST"])
@auth.allow("owner")
@blueprint.arguments(NudgePreviewIn)
@blueprint.response(200, NudgePreviewOut)
def preview_text(_principal: Principal, sent: dict[str, Any]) -> dict[str, Any]:
    """Show how a text will be read. Nothing is saved."""
    seen = services.preview(sent["kind"], sent["text"])
    return {
        "email": seen,
        "push": {"title": seen.push_title, "body": seen.push_body},
        "push_discreet": {"title": seen.push_title_discreet, "body": seen.push_body_discreet},
        "sheet": seen.sheet,
        "warnings": seen.warnings,
    }


@blueprint.route("/digest-preferences", methods=["GET"])
@auth.allow("coach")
@blueprint.response(200, DigestPreferencesOut)
def show_digest_preferences(principal: Principal) -> dict[str, bool]:
    """Tell whether the caller gets the weekly digest."""
    return {"on": services.gets_letter(principal.member_id, services.DIGEST, unless_chosen=True)}


@blueprint.route("/digest-preferences", methods=["PUT"])
@auth.allow("coach")
@blueprint.arguments(DigestPreferencesIn)
@blueprint.response(200, DigestPreferencesOut)
def put_digest_preferences(principal: Principal, sent: dict[str, Any]) -> dict[str, bool]:
    """Choose whether to get the weekly digest."""
    services.choose_letter(principal, services.DIGEST, clock.now(), is_on=sent["is_on"])
    return {"on": sent["is_on"]}


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
    if seen.has_other and "replace" not in request.form:
        # Told through another door meanwhile: a link from hours ago does not overrule that unasked.
        return _render("one_tap_other.html", seen=seen, felt=felt)
    felt = felt if felt in FEELINGS else None
    services.save_tap(tap, felt, now)
    return _render("one_tap_saved.html", seen=seen, felt=FEELING_WORDS.get(felt or "", ""))


@pages.get("/u/<token>")
def show_unsubscribe(token: str) -> str:
    """Offer a button that turns reminders, or a weekly letter, off."""
    stop = services.read_stop(auth.settings().secret, token)
    return render_template("unsubscribe.html", is_done=False, is_letter=isinstance(stop, LetterStop))


@pages.post("/u/<token>")
def unsubscribe(token: str) -> str:
    """Turn them off, for the button and for a mail program's own (RFC 8058): no cookie, no question."""
    stop = services.read_stop(auth.settings().secret, token)
    if isinstance(stop, LetterStop):
        services.stop_letter(stop.member_id, stop.kind)
        return render_template("unsubscribe.html", is_done=True, is_letter=True)
    services.turn_off(stop, clock.now())
    return render_template("unsubscribe.html", is_done=True, is_letter=False)


@pages.get("/c/style.css")
def style() -> Response:
    return send_from_directory(Path(__file__).parent / "texts", "page.css")


@pages.errorhandler(WaymarkError)
def tell_error(error: WaymarkError) -> Response:
    """Tell what is wrong with a link on a page: whoever followed it is a person."""
    return make_response(render_template("link_ended.html", detail=error.detail), error.status)


@pages.context_processor
def in_words() -> dict[str, Any]:
    """Let the pages speak the browser's language."""
    return {"say": say, "language": spoken()}


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
        told=OUTCOME_WORDS.get(seen.told or "", "a number"),
        day=services.day_words(seen.on),
        feelings=FEELING_WORDS,
        **more,
    )
