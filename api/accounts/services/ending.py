"""What somebody could come in with ends: for those who leave, and for those who lost what they signed in with."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import (
    ApiToken,
    CalendarFeed,
    Challenge,
    Membership,
    Passkey,
    Person,
    Session,
    SignInCode,
)
from api.db import db


def end_all_access(member_ids: Sequence[UUID], _now: datetime) -> None:
    """Nobody is signed in as any of these members: no session, API token or calendar feed opens anything.

    Passkeys belong to the person and stay; they open what other memberships the person has. Does not commit.
    """
    held = sa.select(Session.id).where(Session.member_id.in_(member_ids))
    db.session.execute(sa.delete(Challenge).where(Challenge.session_id.in_(held)))
    for table in (Session, ApiToken, CalendarFeed):
        db.session.execute(sa.delete(table).where(table.member_id.in_(member_ids)))


def end_all_access_of_person(person_id: UUID, now: datetime) -> None:
    """The person is signed in nowhere, and nothing they signed in with works: passkeys and codes under way too.

    What is left is a code to the address that is on record. Does not commit.
    """
    theirs = db.session.scalars(sa.select(Membership.id).where(Membership.person_id == person_id)).all()
    end_all_access(theirs, now)
    address = sa.select(Person.email).where(Person.id == person_id).scalar_subquery()
    db.session.execute(sa.delete(SignInCode).where(SignInCode.email == address))
    db.session.execute(sa.delete(Passkey).where(Passkey.person_id == person_id))
