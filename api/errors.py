"""What can go wrong, as facts; and how each fact is told on the wire (RFC 9457 problem documents)."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb
from typing import Any

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from api.languages import say

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: `field` as a dotted path, `detail` a sentence."""

    field: str
    detail: str


class WaymarkError(Exception):
    """A fact that ends a use case. `status` is how HTTP says it; `detail` is what the person reads."""

    status = HTTPStatus.BAD_REQUEST
    detail = "That did not work."
    type = "about:blank"
    """A name for programs where they have to act on it; the status says enough otherwise."""

    def __init__(self, detail: str | None = None, *faults: Fault) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        self.faults = faults


class NotFound(WaymarkError):
    """Absent, or not the caller's to know of: the two are never told apart."""

    status = HTTPStatus.NOT_FOUND
    detail = "There is nothing here that you can see."


class NotSignedIn(WaymarkError):
    status = HTTPStatus.UNAUTHORIZED
    detail = "Please sign in."


class NotAllowed(WaymarkError):
    status = HTTPStatus.FORBIDDEN
    detail = "Your role does not include this."


class SignInAgain(WaymarkError):
    """The caller is signed in, but not lately enough for this."""

    status = HTTPStatus.FORBIDDEN
    detail = "For this, please sign in once more: it protects your account. Nothing was changed."
    type = "urn:waymark:sign-in-again"


class PasskeyFirst(WaymarkError):
    """The practice asks for a passkey, and this sign-in was without one."""

    status = HTTPStatus.FORBIDDEN
    detail = "Your practice asks coaches to sign in with a passkey. Register a passkey first."
    type = "urn:waymark:passkey-first"


class Invalid(WaymarkError):
    """What was sent can be read but not meant: each fault names its field."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "Some of this needs another look. Nothing was changed."

    @classmethod
    def field(cls, field: str, detail: str) -> "Invalid":
        return cls(None, Fault(field, detail))


class Conflict(WaymarkError):
    status = HTTPStatus.CONFLICT
    detail = "This does not fit what is already there."


class Gone(WaymarkError):
    status = HTTPStatus.GONE
    detail = "This was undone."


class Stale(WaymarkError):
    status = HTTPStatus.PRECONDITION_FAILED
    detail = "Somebody changed this in the meantime. Nothing was overwritten: read it again, then decide."


class VersionMissing(WaymarkError):
    status = HTTPStatus.PRECONDITION_REQUIRED
    detail = "Say which version you are changing: send the ETag you read as If-Match."


class TooMany(WaymarkError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    detail = "That was a lot in a short time. Please wait a few minutes and try again."

    def __init__(self, detail: str | None = None, *faults: Fault, after_seconds: int = 300) -> None:
        super().__init__(detail, *faults)
        self.after_seconds = after_seconds


def problem(
    status: int,
    detail: str,
    faults: tuple[Fault, ...] = (),
    headers: dict[str, str] | None = None,
    kind: str = WaymarkError.type,
) -> Response:
    """Give a problem document (RFC 9457) as a response, in the language of the request."""
    body = {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": say(detail),
        "errors": [{"field": fault.field, "detail": say(fault.detail)} for fault in faults],
    }
    response = Response(json.dumps(body), status=int(status), mimetype="application/problem+json")
    response.headers.update(headers or {})
    return response


def register_error_handlers(app: Flask) -> None:
    """Every error leaves as a problem document."""
    app.register_error_handler(WaymarkError, _tell_waymark_error)
    app.register_error_handler(HTTPException, _tell_http_error)
    app.register_error_handler(Exception, _tell_unexpected)


def _tell_waymark_error(error: WaymarkError) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if error.status == HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.after_seconds)
    return problem(error.status, error.detail, error.faults, headers, error.type)


_DETAILS = {
    400: "The request could not be read. JSON is expected.",
    404: NotFound.detail,
    405: "This address does not take that method.",
    413: "That is too large. At most 64 kB can be sent at once.",
    415: "JSON is expected (Content-Type: application/json).",
    422: Invalid.detail,
}


def _tell_http_error(error: HTTPException) -> Response:
    response = error.get_response()
    status = response.status_code
    if status < HTTPStatus.BAD_REQUEST:  # a redirect is not a problem
        return Response(response.get_data(), status, headers=list(response.headers))
    kept = {
        name: response.headers[name]
        for name in ("Allow", "Retry-After", "WWW-Authenticate")
        if name in response.headers
    }
    messages = getattr(error, "data", None) or {}
    faults = tuple(_flatten(messages.get("messages", {}))) if isinstance(messages, dict) else ()
    return problem(status, _DETAILS.get(status, HTTPStatus(status).phrase + "."), faults, kept)


def _flatten(messages: Any, path: tuple[str, ...] = ()) -> list[Fault]:
    """Turn marshmallow's nested messages into faults; the outermost level (json, query, headers) is left out."""
    if isinstance(messages, dict):
        return [fault for key, value in messages.items() for fault in _flatten(value, (*path, str(key)))]
    if isinstance(messages, list):
        return [fault for value in messages for fault in _flatten(value, path)]
    names = [name for name in path[1:] if name != "_schema"]
    return [Fault(".".join(names), str(messages))]


def _tell_unexpected(error: Exception) -> Response:
    # Places and the class, never the message: drivers and parsers quote what people wrote.
    log.error("request failed", method=request.method, error=type(error).__qualname__, at=_places(error)[-6:])
    if _is_full(error):
        return problem(507, "There is no room left to save this just now. Keep it; it can be sent again.")
    if _is_busy(error):
        return problem(
            503, "Busy just now. Nothing was lost; please try again.", headers={"Retry-After": "5"}
        )
    return problem(500, "Something went wrong on our side. Nothing was changed.")


def _places(error: Exception) -> list[str]:
    """Give where it happened, outermost first: files and lines, never values."""
    return [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in extract_tb(error.__traceback__)
    ]


def _is_full(error: Exception) -> bool:
    return "disk is full" in str(error) or "No space left" in str(error)


def _is_busy(error: Exception) -> bool:
    text = str(error)
    return (
        "database is locked" in text
        or "lock timeout" in text
        or type(error).__name__ in {"TimeoutError", "OperationalError"}
    )
