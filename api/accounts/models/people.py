"""Practices, people, how they join, and who is whose coach."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, HasId, ListedByPractice, OfPractice


class Practice(HasId, Base):
    """The tenant: everything else belongs to one."""

    __tablename__ = "practice"

    name: Mapped[str]
    passkeys_required_of_coaches: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Person(HasId, Base):
    """A human who can sign in. What they are called and may do is said by their memberships."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str | None]
    """In which mails and notifications are written; None: they have not said, so English."""
    created_at: Mapped[datetime]


class Membership(OfPractice, Base):
    """A person in a practice. Its id is what the API calls a client's or a coach's id."""

    __tablename__ = "membership"
    __table_args__ = (
        sa.UniqueConstraint("practice_id", "person_id"),
        # With the id: who of a few belongs to a practice is found without reading the practice through.
        sa.Index("ix_membership_practice", "practice_id", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str]
    zone: Mapped[str]
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_coach: Mapped[bool] = mapped_column(default=False)
    is_client: Mapped[bool] = mapped_column(default=False)
    is_told_of_replies: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Rises when roles change or the person leaves or comes back."""
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    """When the person last signed in here: whoever belongs to several practices finds this one open."""
    left_at: Mapped[datetime | None]
    client_since: Mapped[datetime | None]
    """When they became a client, for the first time or after an erasure: no erasure before it is about what is here."""


class Engagement(OfPractice, Base):
    """The agreement between a coach and a client; while it lasts, the coach sees what the client shares."""

    __tablename__ = "engagement"
    __table_args__ = (
        sa.Index("ix_engagement_coach", "coach_id", "client_id"),
        sa.Index("ix_engagement_client", "client_id", "coach_id"),
    )

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    coach_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


_IS_OPEN = sa.text("accepted_at IS NULL AND cancelled_at IS NULL")


class Invitation(ListedByPractice, Base):
    """Somebody was asked to join. The mail holds the token, this row only its hash; a new mail is a new row."""

    __tablename__ = "invitation"
    __table_args__ = (
        sa.Index(
            "uq_invitation_open",
            "practice_id",
            "email",
            "invited_by_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("ix_invitation_sender", "invited_by_id", "sent_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(unique=True)
    email: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    is_owner: Mapped[bool]
    is_coach: Mapped[bool]
    is_client: Mapped[bool]
    coach_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("membership.id"), index=True)
    """Whose client they become; None for somebody who becomes no client."""
    invited_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]


_IS_TO_COME = sa.text("takes_effect_at IS NOT NULL AND done_at IS NULL AND ended_at IS NULL")


class EmailChange(ListedByPractice, Base):
    """A person's address is to be another one: by a code sent there, or set by their practice after a wait.

    Once it is done, the old address may object for a while. `practice_id` is where it was asked for.
    """

    __tablename__ = "email_change"
    __table_args__ = (
        sa.Index(
            "uq_email_change_to_come",
            "person_id",
            unique=True,
            sqlite_where=_IS_TO_COME,
            postgresql_where=_IS_TO_COME,
        ),
        sa.Index(
            "ix_email_change_due",
            "takes_effect_at",
            sqlite_where=_IS_TO_COME,
            postgresql_where=_IS_TO_COME,
        ),
    )

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    asked_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("membership.id"))
    old_email: Mapped[str]
    new_email: Mapped[str] = mapped_column(index=True)
    code_hash: Mapped[bytes | None]
    """Of the code that proves the new address; None when the practice set it."""
    wrong_codes: Mapped[int] = mapped_column(default=0)
    objection_hash: Mapped[bytes | None] = mapped_column(unique=True)
    """Of the token in the mail to the old address."""
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """When the code, or later the objection, is too old."""
    takes_effect_at: Mapped[datetime | None]
    """Set by the practice: from then on it counts, unless the person objects."""
    done_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Objected to, withdrawn, or replaced by a newer one."""
