"""What came of messages, written down so that a process that dies costs one extra copy at most."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from api.db import changed, db
from api.delivery.models import Suppression
from api.delivery.rules import DeliveryParams
from api.delivery.services.outbox import OUTBOX, WAITING, insert_into

log = structlog.get_logger()

_NOTE_AGAIN_SECONDS = 0.5
SUPPRESSION: sa.Table = Suppression.__table__  # type: ignore[assignment]

_MINE = sa.update(OUTBOX).where(
    OUTBOX.c.id == sa.bindparam("message"),
    OUTBOX.c.claimed_by == sa.bindparam("worker"),
    OUTBOX.c.state.in_(WAITING),
)
_OF_PRACTICE = _MINE.where(OUTBOX.c.practice_id == sa.bindparam("practice"))
_OF_NONE = _MINE.where(OUTBOX.c.practice_id.is_(None))
_BEGINNING = (OUTBOX.c.state == "claimed", OUTBOX.c.claimed_until > sa.bindparam("now"))
_BEGUN = {"state": "transmitting", "claimed_until": sa.bindparam("new_lease")}
_TRANSMIT_OF_PRACTICE = _OF_PRACTICE.where(*_BEGINNING).values(_BEGUN)
_TRANSMIT_OF_NONE = _OF_NONE.where(*_BEGINNING).values(_BEGUN)
_LIFT = sa.delete(SUPPRESSION).where(SUPPRESSION.c.address == sa.bindparam("taken_by"))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a message: the columns of its row that say so."""

    message: Any
    values: dict[str, Any]
    is_suppressing: bool
    is_lifting: bool


class Notes:
    """What came of the messages of one worker. That one was taken is noted in the transaction in which the next leaves.

    So there are never two that were taken and not noted.
    """

    def __init__(self, worker: str, params: DeliveryParams) -> None:
        self._worker, self._params = worker, params
        self._outcomes: list[_Outcome] = []

    def end(
        self,
        message: Any,
        state: str,
        reply: str,
        now: datetime,
        *,
        is_suppressing: bool = False,
        is_lifting: bool = False,
    ) -> None:
        """The message is done with: its words are gone, what the server said stays."""
        ended = {
            "state": state,
            "reply": reply[:300],
            "ended_at": now,
            "payload": None,
            "claimed_by": None,
            "claimed_until": None,
            "attempts": message.attempts + (state in ("sent", "failed")),
        }
        self._outcomes.append(_Outcome(message, ended, is_suppressing, is_lifting))

    def queue(self, message: Any, **values: Any) -> None:
        """The message waits, and is anybody's."""
        given_back = {"state": "queued", "claimed_by": None, "claimed_until": None}
        self._outcomes.append(_Outcome(message, given_back | values, is_suppressing=False, is_lifting=False))

    def write(self) -> None:
        """The outbox knows what came of the messages.

        A database that is away for a moment is waited for: what is not noted is sent once more.
        """
        until = time.monotonic() + self._params.lease_seconds / 2
        while self._outcomes:
            try:
                self._change_rows()
                self._commit()
            except (sa.exc.OperationalError, sa.exc.InterfaceError):
                db.session.rollback()
                if time.monotonic() > until:
                    raise
                time.sleep(_NOTE_AGAIN_SECONDS)

    def write_that_it_leaves(self, message: Any, now: datetime) -> bool:
        """The outbox knows what came of the others, and that this one may be gone; unless another worker has it now."""
        self._change_rows()
        lease = {"now": now, "new_lease": now + timedelta(seconds=self._params.lease_seconds)}
        leaving = _TRANSMIT_OF_NONE if message.practice_id is None else _TRANSMIT_OF_PRACTICE
        is_ours = changed(db.session.connection().execute(leaving, self._mine(message) | lease)) == 1
        self._commit()
        return is_ours

    def _change_rows(self) -> None:
        connection = db.session.connection()
        for outcome in self._outcomes:
            message, values = outcome.message, outcome.values
            change = _OF_NONE if message.practice_id is None else _OF_PRACTICE
            connection.execute(change, self._mine(message) | values)
            if outcome.is_suppressing:
                refusal = {"address": message.address, "at": values["ended_at"], "reply": values["reply"]}
                connection.execute(insert_into(SUPPRESSION).values(refusal).on_conflict_do_nothing())
            if outcome.is_lifting:
                connection.execute(_LIFT, {"taken_by": message.address})

    def _mine(self, message: Any) -> dict[str, Any]:
        mine = {"message": message.id, "worker": self._worker}
        return mine if message.practice_id is None else mine | {"practice": message.practice_id}

    def _commit(self) -> None:
        db.session.commit()
        for outcome in self._outcomes:
            message, state = outcome.message, outcome.values["state"]
            if state != "queued":
                log.info("message ended", message=str(message.id), kind=message.kind, state=state)
        self._outcomes.clear()
