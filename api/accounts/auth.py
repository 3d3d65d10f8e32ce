"""Who is calling. Every route says who may call it with `@auth.allow(...)`, right under its address."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request

from api import clock
from api.accounts.rules import Principal
from api.accounts.services import sign_in
from api.accounts.services.sign_in import SignedIn
from api.config import Settings
from api.db import db, reading
from api.errors import NotAllowed, NotSignedIn, problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANYONE_SIGNED_IN = ("owner", "coach", "client")


def settings() -> Settings:
    """Give the settings of the running app."""
    found: Settings = current_app.config["WAYMARK"]
    return found


def allow(*roles: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only signed-in people with one of `roles` call a route; the route gets their Principal first."""

    def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(*args: Any, **path: Any) -> Any:
            principal = authenticate()
            if not principal.roles.intersection(roles):
                raise NotAllowed
            return view(principal, *args, **path)

        wrapper.allowed_roles = roles  # type: ignore[attr-defined]
        return wrapper

    return guarded


def open_to_anyone(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a route that needs no sign-in, so that a forgotten `allow` stands out."""
    view.allowed_roles = ("anyone",)  # type: ignore[attr-defined]
    return view


def authenticate() -> Principal:
    """Give who holds the session cookie. Raises NotSignedIn."""
    token = request.cookies.get(cookie_name())
    now = clock.now()
    found = sign_in.principal_of(token, now) if token else None
    if found is None:
        raise NotSignedIn
    principal, is_due = found
    if is_due and principal.session_id:
        # A write of its own, so that a GET holds no write lock while it reads.
        db.session.rollback()
        with reading(is_reading=False):
            sign_in.mark_seen(principal.session_id, now)
    return principal


def guard() -> Response | None:
    """Turn away writes that another site makes a browser send. /c/ and /u/ read no cookie and are not asked."""
    if request.method in SAFE or not request.path.startswith("/api/"):
        return None
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        # A program that is no browser sends neither header, and carries no cookie that it was not given.
        is_ours = origin is None or urlsplit(origin).netloc == request.host
    return None if is_ours else problem(403, "This was sent from another site. Nothing was changed.")


def cookie_name() -> str:
    """Give the session cookie's name; over https the browser itself binds it to this host."""
    return "__Host-waymark" if settings().is_https else "waymark"


def set_cookie(response: Response, signed_in: SignedIn) -> None:
    """The browser holds the session from now on."""
    response.set_cookie(
        cookie_name(),
        signed_in.token,
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings().is_https,
        samesite="Lax",
        path="/",
    )


def clear_cookie(response: Response) -> None:
    """The browser forgets the session."""
    response.delete_cookie(cookie_name(), path="/", httponly=True, secure=settings().is_https, samesite="Lax")
