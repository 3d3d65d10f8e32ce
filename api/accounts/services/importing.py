"""Clients from a CSV file, invited or added at once: every bad line is shown before anything is saved."""

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
from api.accounts.services import invitations
from api.accounts.services.invitations import NewInvitation, coach_of_clients
from api.accounts.services.people import known_zones
from api.accounts.services.sight import audit, lasts_on
from api.accounts.services.sign_in import normal_email
from api.db import db
from api.errors import Conflict, Fault, Invalid


@dataclass(frozen=True, slots=True)
class Import:
    """What a file held: every line with its faults, and how many of them were invited, or are clients now."""

    lines: list[Line]
    imported: int
    invited: int
    may_invite: int
    """How many more the caller may invite today."""

    @property
    def ready(self) -> int:
        return sum(not line.faults for line in self.lines)


def import_clients(
    principal: Principal,
    text: str,
    coach_id: UUID | None,
    *,
    is_preview: bool,
    invites: bool,
    skips_bad_lines: bool,
    public_url: str,
    now: datetime,
) -> Import:
    """Every good line is invited as a client of the coach (a coach's own by default), or is one at once.

    A preview changes nothing. Raises Invalid when the file cannot be read, when the coach is nobody's, or when a line
    is bad and bad lines are not to be skipped; TooMany when more are invited than a day allows, and then nobody is.
    """
    coach_id = coach_of_clients(principal, coach_id)
    taken = _coached(principal, coach_id, now) if invites else _members(principal)
    try:
        lines = read_lines(text, known_zones(), taken, principal.zone)
    except NotACsvFile as error:
        raise Invalid.field("csv", str(error)) from error
    good = [line for line in lines if not line.faults]
    if is_preview:
        return Import(lines, 0, 0, invitations.places_left(principal, now))
    if len(good) < len(lines) and not skips_bad_lines:
        faults = (
            Fault(f"lines.{line.number}.{field}", detail) for line in lines for field, detail in line.faults
        )
        raise Invalid("Some lines need another look. Nobody was added.", *faults)
    if good and invites:
        clients = frozenset({"client"})
        wanted = [NewInvitation(line.name, line.email, clients, line.zone, coach_id) for line in good]
        invitations.send(principal, wanted, public_url, now)
    elif good:
        _add_clients(principal, good, coach_id, now)
        audit(principal.practice_id, principal.member_id, "clients.imported", None, now)
    left = invitations.places_left(principal, now)
    db.session.commit()
    return Import(lines, 0 if invites else len(good), len(good) if invites else 0, left)


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
        | {"is_owner": False, "is_coach": False, "is_client": True, "client_since": now}
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


def _members(principal: Principal) -> frozenset[str]:
    """Give the addresses that cannot be added: those of people who belong to the practice, or did."""
    statement = (
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.practice_id == principal.practice_id)
    )
    return frozenset(db.session.scalars(statement))


def _coached(principal: Principal, coach_id: UUID, now: datetime) -> frozenset[str]:
    """Give the addresses that need no invitation: those of the coach's clients. Of others a coach learns nothing."""
    statement = (
        sa.select(Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .join(Engagement, Engagement.client_id == Membership.id)
        .where(
            Engagement.coach_id == coach_id,
            Membership.is_client,
            Membership.left_at.is_(None),
            *lasts_on(principal.today(now)),
        )
    )
    return frozenset(db.session.scalars(statement))
