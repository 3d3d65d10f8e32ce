"""Who is calling. Every route says who may call it with `@auth.allow(...)`, right under its address."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request

from api import clock
from api.accounts.rules import Principal, devices
from api.accounts.rules.limits import Limit, caller_of, is_loopback
from api.accounts.services import limits, sessions, tokens
from api.accounts.services.sessions import Browser, SignedIn
from api.accounts.services.sign_in import BrowserToken
from api.config import Settings
from api.db import db, reading
from api.errors import NotAllowed, NotSignedIn, PasskeyFirst, problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANYONE_SIGNED_IN = ("owner", "coach", "client")
READ = "read"
BROWSER_DAYS = 365


def settings() -> Settings:
    """Give the settings of the running app."""
    found: Settings = current_app.config["WAYMARK"]
    return found


def allow(
    *roles: str, scope: str | None = READ, while_held_up: bool = False, or_nobody: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only signed-in people with one of `roles` call a route; the route gets their Principal first.

    scope: what an API token needs for it. Without a word about it, tokens may read and change nothing; None keeps
    them off reading too. while_held_up: also for whoever has yet to register the passkey that their practice asks for.
    or_nobody: also for a browser in which nobody is signed in; the route gets None in place of a Principal.
    """

    def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(*args: Any, **path: Any) -> Any:
            try:
                principal = authenticate()
            except NotSignedIn:
                if or_nobody and _bearer() is None:
                    return view(None, *args, **path)
                raise
            if not principal.roles.intersection(roles):
                raise NotAllowed
            if principal.token_id is not None:
                _refuse_token(principal, scope)
            if principal.is_held_up and not while_held_up:
                raise PasskeyFirst
            return view(principal, *args, **path)

        wrapper.allowed_roles = roles  # type: ignore[attr-defined]
        wrapper.scope = scope  # type: ignore[attr-defined]
        return wrapper

    return guarded


def refuse_programs(principal: Principal) -> None:
    """Raise NotAllowed for a call with an API token, where a part of a route is for people alone."""
    if principal.token_id is not None:
        raise NotAllowed("No API token reaches this: it is for people who are signed in.")


def _refuse_token(principal: Principal, scope: str | None) -> None:
    if scope is None or (scope == READ and request.method not in SAFE):
        refuse_programs(principal)
    if scope not in principal.scopes:
        raise NotAllowed(f"This API token does not have the scope {scope}.")


def open_to_anyone(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a route that needs no sign-in, so that a forgotten `allow` stands out."""
    view.allowed_roles = ("anyone",)  # type: ignore[attr-defined]
    return view


def limit(allowed: Limit) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let one caller call a route so often and no more: 429 beyond it. Stands under `open_to_anyone`."""

    def limited(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def wrapper(*args: Any, **path: Any) -> Any:
            if (who := caller()) is not None:
                limits.count_alone(allowed, who, settings().secret, clock.now())
            return view(*args, **path)

        return wrapper

    return limited


def caller() -> str | None:
    """Give what stands for whoever calls; None outside production for the machine itself, where one works and tests.

    Behind proxies it is as they say, if the settings say how many there are.
    """
    found = caller_of(request.remote_addr)
    return None if is_loopback(found) and settings().env != "production" else found


def authenticate() -> Principal:
    """Give who holds the API token or the session cookie. Raises NotSignedIn."""
    now = clock.now()
    if (bearer := _bearer()) is not None:
        return _authenticate_token(bearer, now)
    token = request.cookies.get(cookie_name())
    found = sessions.principal_of(token, now) if token else None
    if found is None:
        raise NotSignedIn
    principal, is_due = found
    if is_due:
        _write(lambda: sessions.mark_seen(principal, now))
    return principal


def _authenticate_token(token: str, now: datetime) -> Principal:
    found = tokens.principal_of(token, now)
    if found is None:
        raise NotSignedIn("This API token is not known, or no longer valid.")
    principal, is_due = found
    if is_due:
        _write(lambda: tokens.mark_used(principal.token_id, now))
    return principal


def _write(what: Callable[[], None]) -> None:
    # A write of its own, so that a GET holds no write lock while it reads.
    db.session.rollback()
    with reading(is_reading=False):
        what()


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def guard() -> Response | None:
    """Turn away writes that another site makes a browser send. /c/ and /u/ read no cookie and are not asked.

    Nor is a call with an API token: no cookie is read for it, and no other site can make a browser add the token.
    """
    if request.method in SAFE or not request.path.startswith("/api/") or _bearer() is not None:
        return None
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        # A program that is no browser sends neither header, and carries no cookie that it was not given.
        is_ours = origin is None or urlsplit(origin).netloc == request.host
    return None if is_ours else problem(403, "This was sent from another site. Nothing was changed.")


def browser() -> Browser:
    """Give where this request comes from: the device in plain words, and the session it holds."""
    device = devices.device_of(request.headers.get("User-Agent", ""))
    return Browser(device, request.cookies.get(cookie_name()))


def cookie_name() -> str:
    """Give the session cookie's name; over https the browser itself binds it to this host."""
    return "__Host-waymark" if settings().is_https else "waymark"


def set_cookie(response: Response, signed_in: SignedIn) -> None:
    """The browser holds the session from now on."""
    _keep(response, cookie_name(), signed_in.token, 365)


def clear_cookie(response: Response) -> None:
    """The browser forgets the session, and that somebody signed in here: others may use it next."""
    for name in (cookie_name(), f"{cookie_name()}-browser"):
        response.delete_cookie(name, path="/", httponly=True, secure=settings().is_https, samesite="Lax")


def browser_token() -> BrowserToken:
    """Give what this browser is known by when it asks for codes."""
    return BrowserToken.read(request.cookies.get(f"{cookie_name()}-browser"))


def set_browser_token(response: Response, token: BrowserToken) -> None:
    """The browser is known again when it asks or types a code."""
    _keep(response, f"{cookie_name()}-browser", token.cookie, BROWSER_DAYS)


def _keep(response: Response, name: str, value: str, days: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=days * 24 * 3600,
        httponly=True,
        secure=settings().is_https,
        samesite="Lax",
        path="/",
    )
