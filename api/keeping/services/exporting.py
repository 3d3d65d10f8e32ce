"""Everything about a client, to take away: made by a job, kept sealed for a day, given to the client alone."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.accounts.models import Membership, Person, Practice
from api.accounts.rules import Principal
from api.accounts.services.sessions import refuse_unless_recent
from api.accounts.services.sight import audit
from api.checkins.services.chips import own_words
from api.checkins.services.exporting import cell, named
from api.db import changed, db, reading
from api.errors import NotFound, TooMany
from api.keeping.models import Export, ImportedRecord
from api.keeping.rules import Kind, Part
from api.keeping.services.rows import are_of, parts
from api.languages import into
from api.pagination import Page, PageQuery, fetch_page
from api.referrals.services import as_asked, is_known_to_client, is_told_to_client

log = structlog.get_logger()

FORMAT, VERSION = "waymark-export", 1
KEPT = timedelta(hours=24)
A_DAY = timedelta(days=1)
MOST_A_DAY = 10

_README = """\
This is everything that Waymark holds about you.

export.json      all of it, as Waymark keeps it. You can bring it into another Waymark with it.
check-ins.csv    your check-ins with their notes and replies, for a spreadsheet.

Nobody but you was given this file, and Waymark deletes its own copy after a day. Keep it as you would keep a diary.
"""
_READMES = {"en": "README.txt", "de": "LIESMICH.txt"}
_COLUMNS = (
    "goal", "happened_on", "outcome", "value", "felt", "obstacles", "note", "replies",
    "source", "counts", "recorded_at",
)  # fmt: skip
_SEEN = tuple(column for column in Export.__table__.columns if column.key != "content")


def ask(principal: Principal, now: datetime) -> Any:
    """An export of everything about the caller will be ready soon; one that waits already is given instead.

    Raises SignInAgain, and TooMany after ten in a day.
    """
    refuse_unless_recent(principal, now)
    asked = db.session.execute(
        sa.select(*_SEEN)
        .where(Export.client_id == principal.member_id, Export.asked_at > now - A_DAY)
        .order_by(Export.asked_at.desc())
    ).all()
    if asked and asked[0].state == "waiting":
        return asked[0]
    if len(asked) >= MOST_A_DAY:
        raise TooMany
    export_id = uuid7()
    db.session.execute(
        sa.insert(Export).values(
            id=export_id,
            practice_id=principal.practice_id,
            client_id=principal.member_id,
            state="waiting",
            asked_at=now,
            expires_at=now + KEPT,
        )
    )
    audit(principal.practice_id, principal.member_id, "export.asked", export_id, now)
    db.session.commit()
    return export(principal, export_id, now)


def exports(principal: Principal, query: PageQuery, now: datetime) -> Page[Any]:
    """Page through the caller's exports, the latest first."""
    statement = sa.select(*_SEEN).where(Export.client_id == principal.member_id, Export.expires_at > now)
    return fetch_page(statement, [(Export.__table__.c.id, True)], query)


def export(principal: Principal, export_id: UUID, now: datetime) -> Any:
    """Give one of the caller's exports, without its content. Raises NotFound."""
    row = db.session.execute(sa.select(*_SEEN).where(_own(principal, export_id, now))).one_or_none()
    if row is None:
        raise NotFound
    return row


def file_of(principal: Principal, export_id: UUID, now: datetime) -> bytes:
    """Give the zip file of one of the caller's exports; that it was taken is on record.

    Raises SignInAgain, NotFound.
    """
    refuse_unless_recent(principal, now)
    content = db.session.scalar(sa.select(Export.content).where(_own(principal, export_id, now)))
    if content is None:
        raise NotFound
    plain = crypto.ring().unseal_bytes(content, principal.member_id, "export", "content", export_id)
    db.session.rollback()
    with reading(is_reading=False):
        audit(principal.practice_id, principal.member_id, "export.taken", export_id, now)
        db.session.commit()
    return plain


def discard(principal: Principal, export_id: UUID, now: datetime) -> None:
    """The export and its content are gone. Raises NotFound."""
    gone = db.session.execute(sa.delete(Export).where(_own(principal, export_id, now)))
    if changed(gone) != 1:
        raise NotFound
    audit(principal.practice_id, principal.member_id, "export.deleted", export_id, now)
    db.session.commit()


def has_waiting(now: datetime) -> bool:
    """Say whether an export waits, or is a day old, without waiting for the writer."""
    waiting = sa.select(Export.id).where(sa.text("export.state = 'waiting'"))
    expired = sa.select(Export.id).where(Export.expires_at <= now)
    with reading():
        found = any(db.session.scalar(each.limit(1)) is not None for each in (waiting, expired))
        db.session.rollback()
    return found


def make_waiting(now: datetime) -> int:
    """Every export that waits is ready, and those older than a day are gone. Returns how many were made."""
    with reading():
        waiting = db.session.execute(
            sa.select(Export.id, Export.client_id)
            .where(sa.text("export.state = 'waiting'"))
            .order_by(Export.asked_at)
            .limit(20)
        ).all()
        expired = db.session.scalar(sa.select(Export.id).where(Export.expires_at <= now).limit(1))
        db.session.rollback()
    for row in waiting:
        _make(row.id, row.client_id)
    if expired is not None:
        db.session.execute(sa.delete(Export).where(Export.expires_at <= now))
        db.session.commit()
    return len(waiting)


def _make(export_id: UUID, client_id: UUID) -> None:
    values: dict[str, Any]
    try:
        # Nobody waits for the database while the words are opened and packed.
        with reading():
            file = zip_of(record_of(client_id, clock.now()))
            sealed = crypto.ring().seal_bytes(file, client_id, "export", "content", export_id)
            db.session.rollback()
        values = {"state": "ready", "ready_at": clock.now(), "size": len(file), "content": sealed}
    except Exception as error:  # noqa: BLE001 -- one export that cannot be made must not hold up the others
        db.session.rollback()
        log.error("export not made", export=str(export_id), error=type(error).__name__)
        values = {"state": "failed"}
    db.session.execute(
        sa.update(Export).where(Export.id == export_id, Export.state == "waiting").values(**values)
    )
    db.session.commit()


def record_of(client_id: UUID, now: datetime) -> dict[str, Any]:
    """Give all that is exported of a client: words in clear, every table by its name, rows in the order of their keys.

    Raises NotFound.
    """
    about = db.session.execute(
        sa.select(
            Membership.id,
            Membership.created_at,
            Membership.practice_id,
            Person.email,
            Practice.name.label("practice_name"),
        )
        .join(Person, Person.id == Membership.person_id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.id == client_id)
    ).one_or_none()
    if about is None:
        raise NotFound
    tables: dict[str, list[dict[str, Any]]] = {}
    named: set[UUID] = set()
    for table, part in parts():
        if part.kind not in (Kind.GIVEN, Kind.TOLD):
            continue
        tables[table.name] = _rows(table, part, client_id, named)
    names = sa.select(Membership.id, Membership.name).where(
        Membership.id.in_(named), Membership.practice_id == about.practice_id
    )
    people = {row.id: row.name for row in db.session.execute(names)}
    told = [{"id": str(one), "name": people[one]} for one in sorted(people)]
    _add_records(client_id, tables, told)
    chosen = {code for check_in in tables["check_in"] for code in check_in["obstacles"].split(",")}
    chips = {code: words for code, words in own_words(about.practice_id).items() if code in chosen}
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": _plain(now),
        "practice": {"id": str(about.practice_id), "name": about.practice_name, "chips": chips},
        "person": {"id": str(client_id), "email": about.email, "joined_at": _plain(about.created_at)},
        "people": told,
        "tables": tables,
    }


def shown_columns(table: sa.Table, part: Part) -> list[Any]:
    """Give the columns of a table that an export shows."""
    hidden = part.left_out | {"practice_id"} | ({part.of} if part.of in ("client_id", "id") else set())
    return [column for column in table.columns if column.key not in hidden]


def _rows(table: sa.Table, part: Part, client_id: UUID, named: set[UUID]) -> list[dict[str, Any]]:
    keys = list(table.primary_key.columns)
    shown = shown_columns(table, part)
    statement = sa.select(*{*keys, *shown}).where(are_of(table, part, client_id)).order_by(*keys)
    if table.name == "suggestion":
        statement = statement.where(is_known_to_client())
    if table.name == "suggestion_event":
        # The steps of a draft would give it away.
        statement = statement.where(is_told_to_client())
    told = []
    for row in db.session.execute(statement).mappings():
        values: dict[str, Any] = {}
        for column in shown:
            value = row[column]
            if column.key in part.sealed:
                value = crypto.unseal_or_none(value, client_id, table.name, column.key, row[table.c.id])
            elif column.key in part.people and value is not None:
                named.add(value)
            values[column.key] = _plain(value)
        if table.name == "suggestion" and values["offered_at"] is None:
            values = as_asked(values)
        told.append(values)
    return told


def _add_records(
    client_id: UUID, tables: dict[str, list[dict[str, Any]]], people: list[dict[str, Any]]
) -> None:
    """Add what came with an import to what stands in the tables."""
    rows = db.session.execute(
        sa.select(ImportedRecord.id, ImportedRecord.kind, ImportedRecord.content)
        .where(ImportedRecord.client_id == client_id)
        .order_by(ImportedRecord.id)
    )
    for row in rows:
        content = json.loads(crypto.unseal(row.content, client_id, "imported_record", "content", row.id))
        (people if row.kind == "people" else tables.setdefault(row.kind, [])).append(content)
    for listed in (people, *tables.values()):
        listed.sort(key=_order)


def _order(row: dict[str, Any]) -> tuple[str, str]:
    return str(row.get("id", "")), json.dumps(row, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date | UUID):
        return str(value)
    return value


def zip_of(record: dict[str, Any]) -> bytes:
    """Give the file that a client takes away: all of the record as JSON, and the check-ins as a table."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for language, name in _READMES.items():
            archive.writestr(name, into(_README, language))
        archive.writestr("export.json", json.dumps(record, ensure_ascii=False, indent=1))
        archive.writestr("check-ins.csv", check_ins_as_csv(record))
    return file.getvalue()


def check_ins_as_csv(record: dict[str, Any]) -> str:
    """Give the check-ins of a record as CSV (RFC 4180), oldest first; no cell is one that a spreadsheet would run."""
    tables = record["tables"]
    chips = record["practice"]["chips"]
    titles = {goal["id"]: goal["title"] for goal in tables["goal"]}
    replies: dict[str, list[str]] = {}
    for reply in sorted(tables["reply"], key=lambda one: str(one["written_at"])):
        replies.setdefault(reply["check_in_id"], []).append(f"{reply['by']}: {reply['text']}")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in sorted(tables["check_in"], key=lambda row: (row["happened_on"], row["recorded_at"])):
        cells = one | {
            "goal": titles.get(one["goal_id"], ""),
            "obstacles": named(filter(None, one["obstacles"].split(",")), chips),
            "replies": "\n".join(replies.get(one["id"], ())),
        }
        if one["undone_at"] is None:
            writer.writerow([cell(cells[column]) for column in _COLUMNS])
    return text.getvalue()


def _own(principal: Principal, export_id: UUID, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        Export.id == export_id,
        Export.practice_id == principal.practice_id,
        Export.client_id == principal.member_id,
        Export.expires_at > now,
    )
