"""Serves the built PWA: every address that nothing else answers is a page of the app."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

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
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), "
        "display-capture=(), accelerometer=(), gyroscope=(), magnetometer=()"
    ),
}
"""On every answer, unless it says otherwise itself."""

ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
"""On every answer of an instance that people reach over https: browsers come back over nothing else for a year."""


DIST = Path(__file__).resolve().parent.parent / "pwa" / "dist"


class PageConverter(PathConverter):
    """Any path but those that the server itself answers, or says 404 to: a wrong API address is never a page."""

    regex = r"(?!(?:api|c|u|calendar|dev|assets)/)[^/].*?"


def register(app: Flask) -> None:
    """Serve pwa/dist: hashed files for a year, the worker and the page always asked for anew."""
    is_https = app.config["WAYMARK"].is_https
    wrap = with_files if DIST.is_dir() else with_headers
    app.wsgi_app = wrap(app.wsgi_app, is_https=is_https)  # type: ignore[method-assign,assignment]
    app.url_map.converters["page"] = PageConverter
    app.add_url_rule("/", "page", page, defaults={"path": ""}, methods=["GET"])
    app.add_url_rule("/<page:path>", "page", page, methods=["GET"])


def with_files(answer: WSGIApplication, *, is_https: bool = False) -> WSGIApplication:
    """Give a WSGI application that answers with the built files, and with `answer` where there is none."""
    held = _Held(answer)
    return with_headers(held, is_https=is_https)


class _Held:
    """The built files, looked at again once they are others: a build that ends while the server runs is served."""

    def __init__(self, answer: WSGIApplication) -> None:
        self._answer = answer
        self._built = _built()
        self._files = self._look()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        built = _built()
        # While a build is being written its worker is not packed yet, and what was there before answers.
        if built is not None and built != self._built:
            self._files, self._built = self._look(), built
        return self._files(environ, start_response)

    def _look(self) -> WSGIApplication:
        files: WSGIApplication = WhiteNoise(
            self._answer, root=DIST, max_age=0, index_file=False, immutable_file_test=r"^.*/assets/.+$"
        )
        return files


def _built() -> tuple[int, int] | None:
    """Give what is another one after every build: when its worker was packed, which is done last, and its size."""
    try:
        found = (DIST / "sw.js.gz").stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def with_headers(answer: WSGIApplication, *, is_https: bool = False) -> WSGIApplication:
    """Give a WSGI application every answer of which carries the security headers, whoever in here answers."""
    carried = SECURITY_HEADERS | ONLY_HTTPS if is_https else SECURITY_HEADERS

    def secured(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said = {name.lower() for name, _ in headers}
            missing = [(name, value) for name, value in carried.items() if name.lower() not in said]
            return start_response(status, headers + missing, *more)

        return answer(environ, start)

    return secured


def page(path: str) -> Response:
    """Answer any page of the app with its one document; it shows what the address says."""
    if "." in path.rsplit("/", 1)[-1]:
        raise NotFound
    if not (DIST / "index.html").is_file():
        return Response("The app is not built yet. Run bin/start.", 503, mimetype="text/plain")
    response = send_from_directory(DIST, "index.html", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response
