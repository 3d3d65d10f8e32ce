"""Clients from a CSV file: every bad line is shown before anything is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import Audit, Engagement, Membership, Person, Sharing
from api.accounts.rules import Principal
from api.accounts.rules.importing import Line, NotACsvFile, read_lines
from api.accounts.services.people import known_zones
from api.accounts.services.sight import audit
from api.accounts.services.sign_in import normal_email
from api.db import db
from api.errors import Conflict, Fault, Invalid


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
    if good:
        _add_clients(principal, good, coach_id, now)
    audit(principal.practice_id, principal.member_id, "clients.imported", None, now)
    db.session.commit()
    return Import(lines, len(good))


def _add_clients(principal: Principal, lines: list[Line], coach_id: UUID, now: datetime) -> None:
    """All of these belong to the practice and to the coach; a fixed few statements, so that others hardly wait."""
    emails = [normal_email(line.email) for line in lines]
    statement = sa.select(Person.email, Person.id).where(Person.email.in_(emails))
    people = {row.email: row.id for row in db.session.execute(statement)}
    strangers = {email: uuid7() for email in emails if email not in people}
    people |= strangers
    of_practice: dict[str, Any] = {"practice_id": principal.practice_id}
    clients = [
        of_practice
        | {"id": uuid7(), "person_id": people[email], "name": line.name, "zone": line.zone, "created_at": now}
        | {"is_owner": False, "is_coach": False, "is_client": True}
        for line, email in zip(lines, emails, strict=True)
    ]
    try:
        if strangers:
            rows = [{"id": one, "email": email, "created_at": now} for email, one in strangers.items()]
            db.session.execute(sa.insert(Person), rows)
        db.session.execute(sa.insert(Membership), clients)
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("Somebody in this file was added a moment ago. Look at the preview again.") from error
    crypto.ring().make_client_keys(client["id"] for client in clients)
    db.session.execute(sa.insert(Sharing), [of_practice | {"client_id": client["id"]} for client in clients])
    engagements = [
        of_practice
        | {"id": uuid7(), "client_id": client["id"], "coach_id": coach_id, "version": 1}
        | {"from_on": localtime.local_day(now, client["zone"]), "until_on": None}
        for client in clients
    ]
    db.session.execute(sa.insert(Engagement), engagements)
    audits = [("member.added", row["id"]) for row in clients]
    audits += [("engagement.begun", row["id"]) for row in engagements]
    made = {"at": now, "actor_id": principal.member_id}
    db.session.execute(
        sa.insert(Audit),
        [of_practice | made | {"id": uuid7(), "action": what, "subject_id": row} for what, row in audits],
    )


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
    """Give the addresses that cannot be added: of this practice, and of people who belong to another one.

    Whoever signs in sees one practice: nobody may move somebody else out of theirs.
    """
    ours = Membership.practice_id == principal.practice_id
    statement = (
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(sa.or_(ours, Membership.left_at.is_(None)))
    )
    return frozenset(normal_email(email) for email in db.session.scalars(statement))
