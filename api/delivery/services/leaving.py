"""Messages to people who have left end with their belonging."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from api.db import db
from api.delivery.models import Outbox


def drop_for(
    member_ids: Collection[UUID], addresses: Collection[str], now: datetime, practice_id: UUID | None = None
) -> None:
    """Nothing more is sent of what belongs to these clients, nor to these addresses. Does not commit.

    practice_id: only this practice's messages to the addresses; those of somebody's other practices go out. One that
    is on the wire at this moment may still arrive; it is not tried again.
    """
    to_them = sa.and_(
        Outbox.address.in_(addresses), sa.true() if practice_id is None else Outbox.practice_id == practice_id
    )
    db.session.execute(
        sa.update(Outbox)
        .where(
            # In so many words, because SQLite takes a partial index only for its own condition.
            sa.text("outbox.state IN ('queued', 'claimed', 'transmitting')"),
            sa.or_(Outbox.client_id.in_(member_ids), to_them),
        )
        .values(
            state="dropped",
            reply="left",
            ended_at=now,
            payload=None,
            claimed_by=None,
            claimed_until=None,
        )
        .execution_options(synchronize_session=False)
    )
