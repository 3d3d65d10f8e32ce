"""Erasure: the client's key, their rows and what is on its way are gone at once; no backup brings them back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from api import crypto
from api.accounts.models import Membership, Person
from api.accounts.rules import Principal
from api.accounts.services.sessions import refuse_unless_recent
from api.accounts.services.sight import audit
from api.db import changed, db, reading
from api.delivery.models import Outbox
from api.errors import NotFound
from api.goals.models import Goal
from api.keeping.models import Erasure
from api.keeping.rules import Kind, Part, Whose
from api.keeping.services import erasure_mail
from api.keeping.services.key_backup import keep_keys
from api.keeping.services.rows import Whom, are_of, parts, whom
from api.nudges.models import LetterPlan
from api.nudges.services.letters import LOOK_BACK

log = structlog.get_logger()

GRACE = timedelta(days=7)
AT_ONCE = 20
_TRIES = 5
ERASED = "Erased"
"""In place of a name."""
NONE = {"state": "none", "asked_at": None, "due_at": None}


def erasure(principal: Principal) -> dict[str, Any]:
    """Say whether the caller asked to be erased, and when that will be."""
    row = db.session.execute(
        sa.select(Erasure.asked_at, Erasure.due_at).where(
            Erasure.client_id == principal.member_id, Erasure.done_at.is_(None)
        )
    ).one_or_none()
    return NONE if row is None else {"state": "waiting", "asked_at": row.asked_at, "due_at": row.due_at}


def ask(principal: Principal, when: str, backups: Path, now: datetime) -> dict[str, Any]:
    """The caller is erased now, or in seven days unless they take it back. Asking again does not put it off.

    Raises SignInAgain for now: nobody could take that back.
    """
    waiting = erasure(principal)
    if when == "now":
        refuse_unless_recent(principal, now)
        erase(principal.member_id, principal.practice_id, now)
        _begin_clearing(backups, now)
        return {"state": "done", "asked_at": waiting["asked_at"] or now, "due_at": now}
    if waiting["state"] == "none" and _add(
        principal.member_id, principal.practice_id, now, now + GRACE, None
    ):
        audit(principal.practice_id, principal.member_id, "erasure.asked", principal.member_id, now)
        erasure_mail.tell(principal, now, now + GRACE)
        db.session.commit()
    return erasure(principal)


def take_back(principal: Principal, now: datetime) -> None:
    """The caller stays. Raises NotFound when nothing was asked for."""
    gone = db.session.execute(
        sa.delete(Erasure).where(Erasure.client_id == principal.member_id, Erasure.done_at.is_(None))
    )
    if changed(gone) != 1:
        raise NotFound
    audit(principal.practice_id, principal.member_id, "erasure.taken_back", principal.member_id, now)
    db.session.commit()


def erase(client_id: UUID, practice_id: UUID, now: datetime) -> None:
    """Nothing of this client is left in the tables. The files follow with `clear`, which the clock asks for too.

    The practice keeps that somebody with this id was erased, and when.
    """
    for tries in range(_TRIES):
        try:
            was_there = delete_rows(client_id, now)
            if _note(client_id, practice_id, now, is_new=was_there):
                audit(practice_id, client_id, "client.erased", client_id, now)
            db.session.commit()
            break
        except (IntegrityError, OperationalError):
            # Something was added to what is theirs in the same moment.
            db.session.rollback()
            if tries == _TRIES - 1:
                raise
    crypto.ring().forget(client_id)
    log.info("client erased", client=str(client_id))


def delete_rows(client_id: UUID, now: datetime, erased_at: datetime | None = None) -> bool:
    """Every row about this client is gone. Does not commit. Returns whether they were a client.

    erased_at: when that was done, for a database from a backup. Who became a client again since then stays.
    """
    # Goals before the client, the order in which a check-in takes them: nobody waits for each other in a circle.
    db.session.execute(
        sa.select(Goal.id).where(Goal.client_id == client_id).order_by(Goal.id).with_for_update()
    )
    found = whom(client_id)
    if found is None:
        orphans = db.session.execute(
            sa.delete(crypto.ClientKey).where(crypto.ClientKey.client_id == client_id)
        )
        return changed(orphans) > 0
    if erased_at is not None and found.client_since is not None and found.client_since >= erased_at:
        return False
    db.session.execute(sa.delete(Outbox).where(_to_or_about(found)))
    db.session.execute(
        sa.delete(LetterPlan).where(LetterPlan.member_id == client_id, LetterPlan.kind == LOOK_BACK)
    )
    for table, part in reversed(list(parts())):
        if part.of_any_role and not found.is_only_client:
            continue
        if part.kind is not Kind.OF_PRACTICE and table.name not in ("membership", "person"):
            where = _theirs(table, part, found)
            if where is not None:
                db.session.execute(sa.delete(table).where(where))
    _delete_member(found, now)
    return found.is_client


def _to_or_about(found: Whom) -> sa.ColumnElement[bool]:
    """Say which messages do not leave any more: those under the client's key, and those to the client."""
    if not found.is_only_client:
        # What else goes to that address goes to a coach or an owner.
        return Outbox.client_id == found.client_id
    to_them = Outbox.address == found.email
    if not found.goes_for_good:
        to_them = sa.and_(to_them, Outbox.practice_id == found.practice_id)
    return sa.or_(Outbox.client_id == found.client_id, to_them)


def _theirs(table: sa.Table, part: Part, found: Whom) -> sa.ColumnElement[bool] | None:
    """Say which rows of a table go; None: none do, for the person goes on elsewhere, or here as somebody else."""
    if part.whose in (Whose.MEMBER, Whose.ROW):
        return are_of(table, part, found.client_id)
    theirs: sa.ColumnElement[bool] = table.c[part.of] == (
        found.person_id if part.whose is Whose.PERSON else found.email
    )
    if found.goes_for_good:
        return theirs
    if found.is_only_client and "practice_id" in table.c:
        return sa.and_(theirs, table.c.practice_id == found.practice_id)
    return None


def _delete_member(found: Whom, now: datetime) -> None:
    if not found.is_only_client:
        # Somebody who also coaches or owns here goes on doing so.
        db.session.execute(
            sa.update(Membership)
            .where(Membership.id == found.client_id)
            .values(is_client=False, client_since=None)
        )
        return
    try:
        with db.session.begin_nested():
            db.session.execute(sa.delete(Membership).where(Membership.id == found.client_id))
    except IntegrityError:
        # They once coached or owned here: what others keep of that refers to this row, which tells nothing any more.
        _leave_nameless(found, now)
        return
    if found.is_last:
        db.session.execute(sa.delete(Person).where(Person.id == found.person_id))


def _leave_nameless(found: Whom, now: datetime) -> None:
    db.session.execute(
        sa.update(Membership)
        .where(Membership.id == found.client_id)
        .values(
            name=ERASED,
            zone="UTC",
            is_client=False,
            client_since=None,
            version=Membership.version + 1,
            opened_at=None,
            left_at=sa.func.coalesce(Membership.left_at, now),
        )
    )
    if found.is_last:
        nobodys = f"{found.person_id}@erased.invalid"
        db.session.execute(sa.update(Person).where(Person.id == found.person_id).values(email=nobodys))


def _note(client_id: UUID, practice_id: UUID, now: datetime, *, is_new: bool) -> bool:
    """It is on record that the erasure that was asked for is done. Returns whether there is one more now.

    is_new: whether there was anything of theirs: without that and without having asked nothing is put on record.
    """
    moved = db.session.execute(
        sa.update(Erasure)
        .where(Erasure.client_id == client_id, Erasure.done_at.is_(None))
        .values(done_at=now, cleared_at=None)
    )
    return changed(moved) > 0 or (is_new and _add(client_id, practice_id, now, now, now))


def _add(
    client_id: UUID, practice_id: UUID, asked_at: datetime, due_at: datetime, done_at: datetime | None
) -> bool:
    """An erasure is on record. Returns False where somebody else was quicker."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    added = (
        insert(Erasure)
        .values(
            client_id=client_id, practice_id=practice_id, asked_at=asked_at, due_at=due_at, done_at=done_at
        )
        .on_conflict_do_nothing()
        .returning(Erasure.client_id)
    )
    return db.session.scalar(added) is not None


def erase_due(backups: Path, now: datetime) -> int:
    """Whose seven days are over is erased, and gone from the files too. Returns how many were."""
    with reading():
        rows = db.session.execute(
            sa.select(Erasure.client_id, Erasure.practice_id, Erasure.done_at)
            .where(sa.text("erasure.cleared_at IS NULL"), Erasure.due_at <= now)
            # Those that failed before stand behind the latest, and never fill the page.
            .order_by(Erasure.due_at.desc())
            .limit(AT_ONCE)
        ).all()
        db.session.rollback()
    waiting = [row for row in rows if row.done_at is None]
    erased = 0
    for row in waiting:
        try:
            erase(row.client_id, row.practice_id, now)
        except Exception as error:  # noqa: BLE001 -- one that fails must not hold up the others; it is tried again
            db.session.rollback()
            log.error("client not erased", client=str(row.client_id), error=type(error).__name__)
        else:
            erased += 1
    if rows:
        clear(backups, now)
    return erased


def _begin_clearing(backups: Path, now: datetime) -> None:
    """The key is gone from its backup, and what takes no time is done; a vacuum is the clock's, nobody waits for it."""
    if db.engine.dialect.name == "sqlite":
        clear(backups, now)
        return
    try:
        keep_keys(backups)
    except OSError as error:
        log.error("erased key still in its backup", error=type(error).__name__)


def clear(backups: Path, now: datetime) -> bool:
    """What was deleted is gone from the database's files and from the backup of the keys. Returns whether it is.

    On SQLite deleted content is overwritten as it is deleted; this empties the write-ahead log, which still holds it,
    and comes round again while a reader is in the way. On PostgreSQL it vacuums; docs/keeping.md says what that leaves.
    """
    try:
        if not (_empty_log() if db.engine.dialect.name == "sqlite" else _vacuum()):
            return False
        keep_keys(backups)
    except (OSError, sa.exc.OperationalError) as error:
        db.session.rollback()
        log.error("erasure not cleared", error=type(error).__name__)
        return False
    db.session.execute(
        sa.update(Erasure)
        .where(sa.text("erasure.cleared_at IS NULL"), Erasure.done_at.is_not(None))
        .values(cleared_at=now)
    )
    db.session.commit()
    return True


def _empty_log() -> bool:
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [busy] = cursor.fetchall()
        return bool(busy[0] == 0)
    finally:
        connection.close()


def _vacuum() -> bool:
    names = ", ".join(f'"{table.name}"' for table, part in parts() if part.kind is not Kind.OF_PRACTICE)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        try:
            connection.exec_driver_sql(f"VACUUM {names}")
        finally:
            connection.exec_driver_sql("RESET statement_timeout")
    return True
