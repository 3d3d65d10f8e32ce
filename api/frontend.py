"""Serves the built PWA: every address that nothing else answers is a page of the app."""

from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import WSGIApplication

from flask import Flask, Response, send_from_directory
from werkzeug.routing import PathConverter
from whitenoise import WhiteNoise

from api.errors import NotFound

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types waymark"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""On every answer, unless it says otherwise itself."""

DIST = Path(__file__).resolve().parent.parent / "pwa" / "dist"


class PageConverter(PathConverter):
    """Any path but those that the server itself answers, or says 404 to: a wrong API address is never a page."""

    regex = r"(?!(?:api|c|u|calendar|dev|assets)/)[^/].*?"


def register(app: Flask) -> None:
    """Serve pwa/dist: hashed files for a year, the worker and the page always asked for anew."""
    if DIST.is_dir():
        app.wsgi_app = with_files(app.wsgi_app)  # type: ignore[method-assign]
    app.url_map.converters["page"] = PageConverter
    app.add_url_rule("/", "page", page, defaults={"path": ""}, methods=["GET"])
    app.add_url_rule("/<page:path>", "page", page, methods=["GET"])


def with_files(answer: WSGIApplication) -> WhiteNoise:
    """Give a WSGI application that answers with the built files, and with `answer` where there is none."""
    return WhiteNoise(
        answer,
        root=DIST,
        max_age=0,
        index_file=False,
        immutable_file_test=r"^.*/assets/.+$",
        add_headers_function=_add_headers,
    )


def page(path: str) -> Response:
    """Answer any page of the app with its one document; it shows what the address says."""
    if "." in path.rsplit("/", 1)[-1]:
        raise NotFound
    if not (DIST / "index.html").is_file():
        return Response("The app is not built yet. Run bin/start.", 503, mimetype="text/plain")
    response = send_from_directory(DIST, "index.html", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    # These files pass Flask by, and /index.html is a page like any other.
    for name, value in SECURITY_HEADERS.items():
        headers[name] = value
