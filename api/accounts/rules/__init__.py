"""Who may see and do what. Every other feature asks here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from api import localtime

CONSENT_KINDS = ("feelings", "patterns")
CONSENT_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling: a member of a practice, with roles that add up."""

    member_id: UUID
    practice_id: UUID
    roles: frozenset[str]
    zone: str
    session_id: UUID | None = None
    person_id: UUID | None = None
    token_id: UUID | None = None
    """Set when a program calls with an API token, in place of the session."""
    scopes: frozenset[str] = frozenset()
    """What that token may do."""
    signed_in_at: datetime | None = None
    """When the person showed who they are."""
    via: str = ""
    """How they did: code or passkey."""
    is_held_up: bool = False
    """Their practice asks for a passkey and this sign-in was without one: nothing but registering one is open."""

    def today(self, now: datetime) -> date:
        """Give the caller's local day."""
        return localtime.local_day(now, self.zone)


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What is on record of one client that decides who sees what."""

    client_id: UUID
    practice_id: UUID
    name: str
    zone: str
    has_left: bool
    shares_numbers: bool = True
    shares_feelings: bool = False
    shares_obstacles: bool = False
    shares_notes: bool = False
    consents_feelings: bool = False
    consents_patterns: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One client as one reader may see them. Whoever holds a View may read; its fields say what."""

    client_id: UUID
    practice_id: UUID
    name: str
    zone: str
    reader: str
    """client: their own; coach: what is shared."""
    numbers: bool
    feelings: bool
    obstacles: bool
    notes: bool
    patterns: bool
    reflections: bool
    """The weekly ones are about no goal: what is said of one goal alone never opens them."""
    keeps_feelings: bool
    """Whether the client has agreed that feelings are kept at all."""

    @property
    def is_own(self) -> bool:
        return self.reader == "client"

    def today(self, now: datetime) -> date:
        """Give the client's local day."""
        return localtime.local_day(now, self.zone)


def view_of(principal: Principal, client: ClientFacts, *, is_engaged: bool) -> View | None:
    """Say how the caller sees this client; None means not at all.

    A client sees all of their own. A coach whose engagement lasts sees what the client shares, and feelings only while
    the client also consents to them being kept. Owning the practice opens nothing.
    """
    if principal.practice_id != client.practice_id or client.has_left:
        return None
    if principal.member_id == client.client_id and "client" in principal.roles:
        return client_view(client)
    if "coach" in principal.roles and is_engaged:
        return coach_view(client)
    return None


def coach_view(client: ClientFacts) -> View:
    """Give the client as their coach sees them."""
    return View(
        client.client_id, client.practice_id, client.name, client.zone, "coach",
        numbers=client.shares_numbers,
        feelings=client.shares_feelings and client.consents_feelings,
        obstacles=client.shares_obstacles,
        notes=client.shares_notes,
        patterns=client.consents_patterns,
        reflections=client.shares_feelings and client.consents_feelings,
        keeps_feelings=client.consents_feelings,
    )  # fmt: skip


def client_view(client: ClientFacts) -> View:
    """Give the client as they see themselves."""
    return View(
        client.client_id, client.practice_id, client.name, client.zone, "client",
        numbers=True, feelings=client.consents_feelings, obstacles=True, notes=True, patterns=client.consents_patterns,
        reflections=client.consents_feelings, keeps_feelings=client.consents_feelings,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionLife:
    """How long a sign-in lasts: without use, and at the most."""

    idle: timedelta
    most: timedelta


def session_life(roles: frozenset[str]) -> SessionLife:
    """Give the life of a session: a client's phone stays signed in, a desk that shows others' lives does not."""
    if roles <= {"client"}:
        return SessionLife(idle=timedelta(days=30), most=timedelta(days=365))
    return SessionLife(idle=timedelta(minutes=30), most=timedelta(hours=12))


RECENT = timedelta(minutes=15)
"""For so long after signing in, people may change how they sign in."""


def needs_passkey(roles: frozenset[str], via: str, *, is_required: bool) -> bool:
    """Say whether whoever signed in this way has yet to show a passkey: a practice may require them of coaches."""
    return is_required and via != "passkey" and not roles <= {"client"}


def is_alive(created_at: datetime, seen_at: datetime, roles: frozenset[str], now: datetime) -> bool:
    """Say whether a session still signs its holder in."""
    life = session_life(roles)
    return now - seen_at <= life.idle and now - created_at <= life.most


def may_switch(of: frozenset[str], to: frozenset[str], signed_in_at: datetime | None, now: datetime) -> bool:
    """Say whether a session with the first roles may go on as one with the second, without signing in anew.

    A phone that stays signed in for a month opens no caseload: from a long session into a short one only while
    the sign-in is as fresh as the short one's use has to be.
    """
    if signed_in_at is None:
        return False
    here, there = session_life(of), session_life(to)
    return now - signed_in_at <= (there.idle if here.idle > there.idle else there.most)
