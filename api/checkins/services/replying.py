"""Coach and client answer each other on a check-in, and are told, without content, that there is an answer."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto, localtime
from api.accounts.models import Engagement, Membership, Person
from api.accounts.rules import Principal, View
from api.accounts.services.sight import CALLERS_PRACTICE
from api.checkins.models import CheckIn, Reply
from api.checkins.services.telling import require_told
from api.config import Settings
from api.db import db, of_one_practice
from api.delivery.services import Draft, Email, Footer, button, compose, enqueue, paragraph
from api.errors import Conflict, NotAllowed, NotFound
from api.goals.models import Goal, UnreadReply
from api.goals.services import goal_in_view
from api.pagination import Page, PageQuery, fetch_page, map_page

KIND = "reply"
# A conversation is told of once an hour, and the mail waits a little for the reader who has the app open.
TOLD_EVERY = "%Y-%m-%dT%H"
TOLD_AFTER = timedelta(minutes=2)
TOLD_WITHIN = timedelta(days=1)


_WITH_AUTHOR = sa.select(*Reply.__table__.columns, Membership.name.label("author_name")).join(
    Membership, sa.and_(Membership.id == Reply.author_id, of_one_practice(Membership, Reply))
)
_REPLIES = _WITH_AUTHOR.where(
    Reply.check_in_id.in_(sa.bindparam("check_in_ids", expanding=True)), Reply.practice_id == CALLERS_PRACTICE
).order_by(Reply.written_at, Reply.id)


def put_reply(
    principal: Principal, check_in_id: UUID, reply_id: UUID, text: str, now: datetime
) -> tuple[dict[str, Any], bool]:
    """The reply stands under the check-in, and the other one is told of a new one. Returns it, and whether it is new.

    Raises NotFound for a check-in the caller does not see, NotAllowed for a reply that is somebody else's.
    """
    goal_id = db.session.scalar(
        sa.select(CheckIn.goal_id).where(CheckIn.id == check_in_id, CheckIn.undone_at.is_(None))
    )
    if goal_id is None:
        raise NotFound
    view = goal_in_view(principal, goal_id, now).view
    require_told(view, check_in_id)
    known = db.session.execute(sa.select(*Reply.__table__.columns).where(Reply.id == reply_id)).one_or_none()
    if known is not None and known.check_in_id != check_in_id:
        raise Conflict("This id belongs to a reply elsewhere. Make a new one.")
    if known is not None and known.author_id != principal.member_id:
        raise NotAllowed("Only whoever wrote a reply changes it.")
    sealed = crypto.seal(text, view.client_id, "reply", "text", reply_id)
    if known is None:
        try:
            db.session.execute(
                sa.insert(Reply).values(
                    id=reply_id,
                    practice_id=view.practice_id,
                    check_in_id=check_in_id,
                    client_id=view.client_id,
                    author_id=principal.member_id,
                    by=view.reader,
                    text=sealed,
                    written_at=now,
                )
            )
        except IntegrityError as error:
            db.session.rollback()
            raise Conflict("This id was used a moment ago. Make a new one.") from error
        _tell_the_others(principal, goal_id, reply_id, view, now)
    elif crypto.unseal(known.text, view.client_id, "reply", "text", reply_id) != text:
        db.session.execute(sa.update(Reply).where(Reply.id == reply_id).values(text=sealed, edited_at=now))
    row = db.session.execute(_WITH_AUTHOR.where(Reply.id == reply_id)).one()
    db.session.commit()
    return _tell(row), known is None


def replies_of_check_in(
    principal: Principal, check_in_id: UUID, query: PageQuery, now: datetime
) -> Page[dict[str, Any]]:
    """Page through what was answered on a check-in, oldest first."""
    goal_id = db.session.scalar(
        sa.select(CheckIn.goal_id).where(CheckIn.id == check_in_id, CheckIn.undone_at.is_(None))
    )
    if goal_id is None:
        raise NotFound
    require_told(goal_in_view(principal, goal_id, now).view, check_in_id)
    keys = [(Reply.__table__.c.written_at, False), (Reply.__table__.c.id, False)]
    return map_page(fetch_page(_WITH_AUTHOR.where(Reply.check_in_id == check_in_id), keys, query), _tell)


def replies_of(view: View, check_in_ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Give what was answered on each of these check-ins of a client, oldest first."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    asked = {CALLERS_PRACTICE.key: view.practice_id, "check_in_ids": list(check_in_ids)}
    for row in db.session.connection().execute(_REPLIES, asked):
        found[row.check_in_id].append(_tell(row))
    return found


def mark_read(principal: Principal, check_in_id: UUID, reply_id: UUID, now: datetime) -> None:
    """The caller has read what was answered on a check-in up to this reply; what came after it still waits.

    Raises NotFound for a reply the caller does not see.
    """
    reply = db.session.execute(
        sa.select(Reply.written_at, CheckIn.goal_id)
        .join(CheckIn, CheckIn.id == Reply.check_in_id)
        .where(Reply.id == reply_id, Reply.check_in_id == check_in_id, CheckIn.undone_at.is_(None))
    ).one_or_none()
    if reply is None:
        raise NotFound
    require_told(goal_in_view(principal, reply.goal_id, now).view, check_in_id)
    read = sa.select(Reply.id).where(
        Reply.check_in_id == check_in_id,
        sa.or_(
            Reply.written_at < reply.written_at,
            sa.and_(Reply.written_at == reply.written_at, Reply.id <= reply_id),
        ),
    )
    db.session.execute(
        sa.delete(UnreadReply).where(
            UnreadReply.reader_id == principal.member_id, UnreadReply.reply_id.in_(read)
        )
    )
    db.session.commit()


def forget_unread(view: View, check_in_id: UUID) -> None:
    """Nobody is told any longer, in the caller's transaction, that a reply on this check-in waits."""
    of_check_in = sa.select(Reply.id).where(
        Reply.check_in_id == check_in_id, Reply.practice_id == view.practice_id
    )
    db.session.execute(
        sa.delete(UnreadReply).where(
            UnreadReply.reply_id.in_(of_check_in), UnreadReply.practice_id == view.practice_id
        )
    )


def word_reply(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: that there is a reply and where, and nothing of it."""
    return compose(
        "A reply is waiting in Waymark",
        "Somebody replied to you",
        [
            paragraph("There is a reply on a check-in. It can be read in Waymark alone."),
            button("Open Waymark", f"{settings.public_url}/goals/{payload['goal_id']}"),
        ],
        [Footer("You can turn these mails off.", "Open Settings", f"{settings.public_url}/settings")],
    )


def still_wanted(payload: Mapping[str, Any], address: str, now: datetime) -> bool:
    """Say whether reader and writer still see the goal, and the reader still wants to be told."""
    readers = _readers(UUID(payload["goal_id"]), UUID(payload["author_id"]), now)
    return any(row.email == address and row.is_told_of_replies for row in readers)


def _tell_the_others(principal: Principal, goal_id: UUID, reply_id: UUID, view: View, now: datetime) -> None:
    """The reply waits for every reader of the goal; a mail goes to those who want one."""
    readers = _readers(goal_id, principal.member_id, now)
    if readers:
        of = {"practice_id": view.practice_id, "client_id": view.client_id, "goal_id": goal_id}
        unread = [{"id": uuid7(), "reply_id": reply_id, "reader_id": row.id} | of for row in readers]
        db.session.execute(sa.insert(UnreadReply), unread)
    payload = {"goal_id": str(goal_id), "author_id": str(principal.member_id)}
    enqueue(
        [
            Draft(
                KIND,
                row.email,
                f"reply:{row.id}:{view.client_id}:{now.strftime(TOLD_EVERY)}",
                payload,
                useless_at=now + TOLD_WITHIN,
                client_id=view.client_id,
                practice_id=view.practice_id,
                due_at=now + TOLD_AFTER,
            )
            for row in readers
            if row.is_told_of_replies
        ],
        now,
    )


def _readers(goal_id: UUID, author_id: UUID, now: datetime) -> list[Any]:
    """Give those who see the goal today, less the author of a reply on it. Empty when the author sees it no more."""
    member = (
        Membership.id, Membership.zone, Membership.is_told_of_replies, Person.email, Engagement.from_on,
        Engagement.until_on, Goal.client_id,
    )  # fmt: skip
    has_part = sa.or_(
        Membership.id == Goal.client_id,
        sa.and_(Membership.id == Engagement.coach_id, Membership.is_coach, sa.not_(Goal.is_private)),
    )
    statement = (
        sa.select(*member)
        .select_from(Goal)
        .outerjoin(Engagement, Engagement.client_id == Goal.client_id)
        .join(Membership, has_part)
        .join(Person, Person.id == Membership.person_id)
        .where(Goal.id == goal_id, Membership.left_at.is_(None))
        .order_by(Membership.id)
    )
    seeing = {
        row.id: row
        for row in db.session.execute(statement)
        if row.id == row.client_id or _lasts(row, localtime.local_day(now, row.zone))
    }
    if author_id not in seeing:
        return []
    return [row for row in seeing.values() if row.id != author_id]


def _lasts(row: Any, coachs_day: date) -> bool:
    return row.from_on <= coachs_day and (row.until_on is None or row.until_on >= coachs_day)


def _tell(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "check_in_id": row.check_in_id,
        "by": row.by,
        "author": {"id": row.author_id, "name": row.author_name},
        "text": crypto.unseal(row.text, row.client_id, "reply", "text", row.id),
        "written_at": row.written_at,
        "edited_at": row.edited_at,
    }
