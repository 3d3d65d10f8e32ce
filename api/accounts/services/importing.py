"""Clients from a CSV file: every bad line is shown before anything is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.rules.importing import Line, NotACsvFile, read_lines
from api.accounts.services.people import NewMember, add_member, engage, known_zones
from api.accounts.services.sight import audit
from api.accounts.services.sign_in import normal_email
from api.db import db
from api.errors import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Import:
    """What a file held: every line with its faults, and how many of them are clients now."""

    lines: list[Line]
    imported: int

    @property
    def ready(self) -> int:
        return sum(not line.faults for line in self.lines)


def import_clients(
    principal: Principal,
    text: str,
    coach_id: UUID | None,
    *,
    is_preview: bool,
    skips_bad_lines: bool,
    now: datetime,
) -> Import:
    """Every good line is a client of the coach (a coach's own by default); a preview changes nothing.

    Raises Invalid when the file cannot be read, when the coach is nobody's, or when a line is bad and bad lines are
    not to be skipped.
    """
    coach_id = _coach(principal, coach_id)
    try:
        lines = read_lines(text, known_zones(), _taken(principal), principal.zone)
    except NotACsvFile as error:
        raise Invalid.field("csv", str(error)) from error
    good = [line for line in lines if not line.faults]
    if is_preview:
        return Import(lines, 0)
    if len(good) < len(lines) and not skips_bad_lines:
        faults = (
            Fault(f"lines.{line.number}.{field}", detail) for line in lines for field, detail in line.faults
        )
        raise Invalid("Some lines need another look. Nobody was added.", *faults)
    for line in good:
        member = NewMember(line.name, line.email, frozenset({"client"}), line.zone)
        member_id = add_member(principal.practice_id, member, now)
        engage(principal.practice_id, member_id, coach_id, localtime.local_day(now, line.zone), now)
    audit(principal.practice_id, principal.member_id, "clients.imported", None, now)
    db.session.commit()
    return Import(lines, len(good))


def _coach(principal: Principal, coach_id: UUID | None) -> UUID:
    if coach_id is None or coach_id == principal.member_id:
        if "coach" not in principal.roles:
            raise Invalid.field("coach_id", "Say whose clients these are.")
        return principal.member_id
    found: Any = None
    if "owner" in principal.roles:
        found = db.session.scalar(
            sa.select(Membership.id).where(
                Membership.id == coach_id,
                Membership.practice_id == principal.practice_id,
                Membership.is_coach,
                Membership.left_at.is_(None),
            )
        )
    if found is None:
        raise Invalid.field("coach_id", "No coach of yours has this id.")
    return coach_id


def _taken(principal: Principal) -> frozenset[str]:
    """Give the addresses that the practice knows already."""
    statement = (
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.practice_id == principal.practice_id)
    )
    return frozenset(normal_email(email) for email in db.session.scalars(statement))
