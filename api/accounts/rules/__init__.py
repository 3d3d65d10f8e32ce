"""Who may see and do what. Every other feature asks here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from api import localtime

CODE_MINUTES = 10
CODES_ALIVE = 5
"""Codes of one address that work at the same time: older ones end when more are asked for."""
CODES_AN_HOUR = 60
WRONG_CODES = 10
WRONG_CODES_MINUTES = 15

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
    )  # fmt: skip


def client_view(client: ClientFacts) -> View:
    """Give the client as they see themselves."""
    return View(
        client.client_id, client.practice_id, client.name, client.zone, "client",
        numbers=True, feelings=client.consents_feelings, obstacles=True, notes=True, patterns=client.consents_patterns,
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


def is_alive(created_at: datetime, seen_at: datetime, roles: frozenset[str], now: datetime) -> bool:
    """Say whether a session still signs its holder in."""
    life = session_life(roles)
    return now - seen_at <= life.idle and now - created_at <= life.most
