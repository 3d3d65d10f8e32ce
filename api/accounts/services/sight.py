"""Who may see whom, answered from the database in one statement by `accounts.rules`."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from uuid_utils.compat import uuid7

from api.accounts.models import Audit, Consent, Engagement, Membership, Sharing
from api.accounts.rules import ClientFacts, Principal, View, coach_view, view_of
from api.accounts.rules.sharing import GoalSharing, view_of_goal
from api.accounts.services import reads
from api.crypto import ClientKey, ring
from api.db import AnySelect, db, of_one_practice
from api.errors import NotFound

MOVED = "member.moved"
"""The audit's word for a changed time zone."""

_FEELINGS = aliased(Consent)
_PATTERNS = aliased(Consent)

FACTS: tuple[sa.ColumnElement[Any], ...] = (
    Membership.id.label("client_id"),
    Membership.practice_id.label("client_practice_id"),
    Membership.name.label("client_name"),
    Membership.zone.label("client_zone"),
    Membership.left_at.label("client_left_at"),
    sa.func.coalesce(Sharing.numbers, sa.true()).label("shares_numbers"),
    sa.func.coalesce(Sharing.feelings, sa.false()).label("shares_feelings"),
    sa.func.coalesce(Sharing.obstacles, sa.false()).label("shares_obstacles"),
    sa.func.coalesce(Sharing.notes, sa.false()).label("shares_notes"),
    sa.func.coalesce(_FEELINGS.given, sa.false()).label("consents_feelings"),
    sa.func.coalesce(_PATTERNS.given, sa.false()).label("consents_patterns"),
    ClientKey.wrapped.label("client_key"),
)
"""Columns that `facts_of` reads; any statement may select them beside its own, over `with_facts`."""


def with_facts(statement: AnySelect) -> AnySelect:
    """Join a statement over Membership with the rest of what decides who sees that client."""
    return (
        statement.outerjoin(Sharing, _about_member(Sharing))
        .outerjoin(ClientKey, ClientKey.client_id == Membership.id)
        .outerjoin(_FEELINGS, sa.and_(_about_member(_FEELINGS), _FEELINGS.kind == "feelings"))
        .outerjoin(_PATTERNS, sa.and_(_about_member(_PATTERNS), _PATTERNS.kind == "patterns"))
    )


def _about_member(table: Any) -> sa.ColumnElement[bool]:
    return sa.and_(table.client_id == Membership.id, of_one_practice(table, Membership))


def facts_of(row: sa.Row[Any]) -> ClientFacts:
    """Read the facts out of a row that selected FACTS; the client's key is at hand from then on."""
    ring().remember(row.client_id, row.client_key)
    return ClientFacts(
        client_id=row.client_id,
        practice_id=row.client_practice_id,
        name=row.client_name,
        zone=row.client_zone,
        has_left=row.client_left_at is not None,
        shares_numbers=row.shares_numbers,
        shares_feelings=row.shares_feelings,
        shares_obstacles=row.shares_obstacles,
        shares_notes=row.shares_notes,
        consents_feelings=row.consents_feelings,
        consents_patterns=row.consents_patterns,
    )


def seen_by(principal: Principal, row: Any, *, is_engaged: bool) -> View | None:
    """Give the client of a row that selected FACTS as the caller sees them; None: not at all.

    Whoever reads of a client that is not themselves is noted, see `reads`.
    """
    view = view_of(principal, facts_of(row), is_engaged=is_engaged)
    if view is not None and not view.is_own:
        reads.note(principal, view.client_id)
    return view


def goal_seen(view: View, goal: Any) -> View | None:
    """Give what that reader of the client may see of one goal; None: not at all.

    goal: a row with `is_private`, `numbers_shared`, `feelings_shared`, `obstacles_shared` and `notes_shared`.
    """
    sharing = GoalSharing(
        goal.is_private, goal.numbers_shared, goal.feelings_shared, goal.obstacles_shared, goal.notes_shared
    )
    return view_of_goal(view, sharing)


def coachs_view_of(row: Any) -> View | None:
    """Give what a coach may see of the goal of a row that selected FACTS, whoever asks."""
    return goal_seen(coach_view(facts_of(row)), row)


CALLER: sa.BindParameter[Any] = sa.bindparam("caller_id", type_=Membership.id.type)
CALLERS_PRACTICE: sa.BindParameter[Any] = sa.bindparam(
    "callers_practice_id", type_=Membership.practice_id.type
)
CALLERS_DAY: sa.BindParameter[Any] = sa.bindparam("callers_day", type_=sa.Date())
CALLER_COACHES: sa.BindParameter[Any] = sa.bindparam("caller_coaches", type_=sa.Boolean())
"""What statements that are made once, with their modules, say of whoever asks; `caller_is` has the values."""


def caller_is(principal: Principal, now: datetime) -> dict[str, Any]:
    """Give the values of CALLER and its neighbours."""
    return {
        "caller_id": principal.member_id,
        "callers_practice_id": principal.practice_id,
        "callers_day": principal.today(now),
        "caller_coaches": "coach" in principal.roles,
    }


def is_engaged(
    principal: Principal, client_id: sa.SQLColumnExpression[UUID], now: datetime
) -> sa.ColumnElement[bool]:
    """Say in SQL whether the caller is today the coach of the client that `client_id` names.

    An engagement that outlasts its coach's role opens nothing.
    """
    return (
        sa.exists()
        .where(Engagement.coach_id == principal.member_id, Engagement.client_id == client_id)
        .where(Engagement.practice_id == principal.practice_id)
        .where(*lasts_on(principal.today(now)), sa.true() if "coach" in principal.roles else sa.false())
        .correlate_except(Engagement)
    )


def lasts_on(on: date | sa.BindParameter[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    """Say in SQL whether an engagement covers the day `on`."""
    return Engagement.from_on <= on, sa.or_(Engagement.until_on.is_(None), Engagement.until_on >= on)


def client_in_view(principal: Principal, client_id: UUID, now: datetime) -> View:
    """Give the client as the caller may see them. Raises NotFound for absent and for foreign ones alike."""
    engaged = is_engaged(principal, Membership.id, now).label("engaged")
    statement = with_facts(sa.select(*FACTS, engaged).select_from(Membership)).where(
        Membership.id == client_id, Membership.is_client, Membership.practice_id == principal.practice_id
    )
    row = db.session.execute(statement).one_or_none()
    view = seen_by(principal, row, is_engaged=row.engaged) if row else None
    if view is None:
        raise NotFound
    return view


def members_of(practice_id: UUID) -> sa.Select[UUID]:
    """Select everybody of a practice: what is found by its client, as most is, begins there for them all."""
    return sa.select(Membership.id).where(Membership.practice_id == practice_id)


def hold_client(client_id: UUID) -> None:
    """Others who hold this client wait until the transaction ends; readers and rows that refer to it do not."""
    db.session.execute(
        sa.select(Membership.id).where(Membership.id == client_id).with_for_update(key_share=True)
    )


def hold_clients_at_hand(practice_ids: Collection[UUID], client_ids: Collection[UUID]) -> set[UUID]:
    """Hold those of these practices' clients whom nobody else holds, as `hold_client` does. Returns them."""
    at_hand = (
        sa.select(Membership.id)
        .where(Membership.id.in_(client_ids), Membership.practice_id.in_(practice_ids))
        .with_for_update(key_share=True, skip_locked=True)
    )
    return set(db.session.scalars(at_hand))


def facts_of_clients(practice_ids: Collection[UUID], client_ids: Collection[UUID]) -> dict[UUID, ClientFacts]:
    """Give the facts of many clients of these practices at once, for a job."""
    statement = with_facts(sa.select(*FACTS).select_from(Membership)).where(
        Membership.id.in_(client_ids), Membership.practice_id.in_(practice_ids)
    )
    return {row.client_id: facts_of(row) for row in db.session.execute(statement)}


def audit(
    practice_id: UUID, actor_id: UUID | None, action: str, subject_id: UUID | None, now: datetime
) -> None:
    """Add to the running transaction who did what to which row; never content."""
    db.session.execute(
        sa.insert(Audit).values(
            id=uuid7(),
            practice_id=practice_id,
            at=now,
            actor_id=actor_id,
            action=action,
            subject_id=subject_id,
        )
    )


def has_moved_since(principal: Principal, since: datetime) -> bool:
    """Say whether the caller has changed their time zone since then."""
    moves = sa.select(Audit.id).where(
        Audit.practice_id == principal.practice_id,
        Audit.actor_id == principal.member_id,
        # In so many words, because SQLite takes a partial index only for its own condition.
        sa.text(f"audit.action = '{MOVED}'"),
        Audit.at >= since,
    )
    return db.session.scalar(moves.limit(1)) is not None


def principal_of_client(client_id: UUID) -> Principal | None:
    """Give the client as a caller, for a door that knows them by a signed link; None once they have left."""
    row = db.session.execute(
        sa.select(Membership.practice_id, Membership.zone).where(
            Membership.id == client_id, Membership.is_client, Membership.left_at.is_(None)
        )
    ).one_or_none()
    return None if row is None else Principal(client_id, row.practice_id, frozenset({"client"}), row.zone)
