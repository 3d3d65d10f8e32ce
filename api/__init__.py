"""Waymark: goals and accountability for coaching practices."""

import structlog
from flask import Flask, Response, request
from flask_compress import Compress
from flask_smorest import Api
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

from api import crypto, request_log
from api.config import Settings, from_environment
from api.db import db, engine_options, normal_url, set_reading
from api.errors import problem, register_error_handlers
from api.languages import speak, spoken, wanted_of

log = structlog.get_logger()

BODY_BYTES = 64 * 1024
FILES = {("POST", "/api/v1/imports"): 4 * 1024 * 1024}
"""What takes a zip file instead of JSON, and its most bytes."""

PACKET_BYTES = 1400
"""What travels in one packet anyway gains nothing by being compressed."""
compress = Compress()


class WaymarkApi(Api):  # type: ignore[misc]
    """flask-smorest, telling errors our way: `api.errors` has the handlers."""

    def _register_error_handlers(self) -> None:
        return


def create_app(settings: Settings | None = None) -> Flask:
    """Give the whole product as a WSGI application; nothing runs beside it until `api.scheduler.start`."""
    settings = settings or from_environment()
    app = Flask(__name__, static_folder=None)
    url = normal_url(settings.database_url)
    app.config.update(
        WAYMARK=settings,
        MAX_CONTENT_LENGTH=BODY_BYTES,
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(url, settings.connections),
        API_TITLE="Waymark",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        COMPRESS_REGISTER=False,
        COMPRESS_MIMETYPES=["application/json"],
        COMPRESS_MIN_SIZE=PACKET_BYTES,
        COMPRESS_STREAMS=False,
    )
    settings.instance.mkdir(parents=True, exist_ok=True)
    crypto.open_ring(settings.keys_folder)
    db.init_app(app)
    compress.init_app(app)
    # The first to be told is the last to be called: all others read what is sent as it is written.
    app.after_request(_compress)
    if settings.env == "production":
        _log_as_json()
    if settings.log_requests:
        request_log.register(app)
    app.before_request(_prepare_request)
    app.after_request(_keep_out_of_caches)
    app.teardown_appcontext(_let_go_of_database)
    app.after_request(_tell_language)
    register_error_handlers(app)
    _register_features(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    return app


def _log_as_json() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ]
    )


def _register_features(app: Flask) -> None:
    # Imported here: the features import `api.db` and its neighbours, which must exist first.
    from api import accounts as people
    from api import caseload as caseloads
    from api import checkins as check_ins
    from api import cli, delivery, frontend, health, nudges, openapi, scheduler
    from api import keeping as keepings
    from api.accounts.auth import guard
    from api.accounts.routes import blueprints as accounts
    from api.accounts.routes import read_log
    from api.caseload.routes import blueprint as caseload
    from api.caseload.routes import notes
    from api.checkins.routes import blueprint as checkins
    from api.goals.routes import blueprint as goals
    from api.goals.routes import pages as calendar_pages
    from api.keeping.routes import blueprint as keeping
    from api.keeping.services.restoring import make_with
    from api.nudges.routes import blueprint as nudge_preferences
    from api.nudges.routes import pages as nudge_pages
    from api.privacy.routes import blueprint as privacy
    from api.referrals.routes import blueprint as referrals
    from api.stalls.routes import blueprint as stalls

    app.before_request(guard)
    read_log.register(app)
    rest = WaymarkApi(app)
    for blueprint in (
        *accounts,
        goals,
        checkins,
        nudge_preferences,
        stalls,
        referrals,
        caseload,
        notes,
        privacy,
        keeping,
    ):
        rest.register_blueprint(blueprint, url_prefix="/api/v1")
    app.register_blueprint(nudge_pages)
    app.register_blueprint(calendar_pages)
    people.register(app)
    check_ins.register(app)
    delivery.register(app)
    nudges.register(app)
    caseloads.register(app)
    keepings.register(app)
    openapi.register(app, rest)
    health.register(app)
    make_with(create_app)
    cli.register(app)
    scheduler.register(app)
    frontend.register(app)


def _prepare_request() -> Response | None:
    speak(wanted_of(request.accept_languages.values()))
    set_reading(request.method in {"GET", "HEAD", "OPTIONS"})
    most = FILES.get((request.method, request.path))
    if most is not None:
        if (request.content_length or 0) > most:
            return problem(413, f"That is too large. A file may have {most // 1024**2} MB.")
        request.max_content_length = most
    # The body is read before any transaction begins: a slow phone must not hold the write lock.
    body = request.get_data(cache=True)
    if body and most is not None and request.mimetype != "application/zip":
        return problem(415, "The file that Waymark exported is expected (Content-Type: application/zip).")
    if body and most is None and request.path.startswith("/api/") and not request.is_json:
        return problem(415, "JSON is expected (Content-Type: application/json).")
    return None


def _let_go_of_database(_error: BaseException | None) -> None:
    """The request's session is closed, and a database that went away meanwhile spoils no answer that was made."""
    try:
        db.session.remove()
    except SQLAlchemyError as error:
        log.warning("database gone at the end", error=type(error).__name__)
        db.session().invalidate()
        db.session.registry.clear()


def _compress(response: Response) -> Response:
    # Compressed, an answer gets another ETag, and no change that names that would be taken (If-Match).
    if not request.path.startswith("/api/") or "ETag" in response.headers:
        return response
    return compress.after_request(response)


def _tell_language(response: Response) -> Response:
    if request.path.startswith(("/api/", "/c/", "/u/")):
        response.headers.setdefault("Content-Language", spoken())
        response.vary.add("Accept-Language")
    return response


def _keep_out_of_caches(response: Response) -> Response:
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
