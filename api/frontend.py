"""Serves the built PWA: every address that nothing else answers is a page of the app."""

from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask, Response, send_from_directory
from werkzeug.routing import PathConverter
from whitenoise import WhiteNoise

from api.errors import NotFound

DIST = Path(__file__).resolve().parent.parent / "pwa" / "dist"


class PageConverter(PathConverter):
    """Any path but those that the server itself answers, or says 404 to: a wrong API address is never a page."""

    regex = r"(?!(?:api|c|u|calendar|dev|assets)/)[^/].*?"


def register(app: Flask) -> None:
    """Serve pwa/dist: hashed files for a year, the worker and the page always asked for anew."""
    if DIST.is_dir():
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=DIST,
            max_age=0,
            index_file=False,
            immutable_file_test=r"^.*/assets/.+$",
            add_headers_function=_add_headers,
        )
    app.url_map.converters["page"] = PageConverter
    app.add_url_rule("/", "page", page, defaults={"path": ""}, methods=["GET"])
    app.add_url_rule("/<page:path>", "page", page, methods=["GET"])


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
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
