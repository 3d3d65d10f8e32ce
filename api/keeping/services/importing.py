"""An export comes back: what the client gave stands again as theirs, what others had made is kept as a record."""

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.models import Consent, Membership, Sharing
from api.accounts.rules import CONSENT_KINDS, Principal
from api.accounts.services.moves import leave_word_of_move
from api.accounts.services.people import known_zones
from api.accounts.services.sight import MOVED, audit, hold_client
from api.checkins.models import Reflection
from api.db import db
from api.errors import Conflict, Fault, Invalid
from api.keeping.models import ImportedRecord
from api.keeping.rules import BELONGING, Kind, faults_of
from api.keeping.services.rows import parts, table_of
from api.nudges.models import NudgePlan
from api.nudges.rules import next_first
from api.nudges.services.planning import rhythm_of, slot_values
from api.privacy.services import consents, follow_consents, follow_sharing, sharing

FILE_BYTES = 4 * 1024 * 1024
RECORD_BYTES = 16 * 1024 * 1024
MOST_FAULTS = 20
_AT_ONCE = 500


def read_file(file: bytes) -> Any:
    """Give what an export's file (the zip, or its export.json alone) holds. Raises Invalid for anything else."""
    try:
        if file[:1] == b"{":
            text = file
        else:
            with zipfile.ZipFile(io.BytesIO(file)) as archive, archive.open("export.json") as member:
                # Read no further than that, whatever the file says of its own size.
                text = member.read(RECORD_BYTES + 1)
        if len(text) > RECORD_BYTES:
            raise Invalid.field("file", "This is larger than any export of Waymark's.")
        return json.loads(text)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, ValueError, RecursionError,
            RuntimeError, NotImplementedError, OSError):  # fmt: skip
        raise Invalid.field("file", "This is not a file that Waymark exported.") from None


@dataclass(slots=True)
class Taken:
    """What became of an import's rows."""

    goals: int = 0
    check_ins: int = 0
    records: int = 0
    already_here: int = 0
    feelings_left_out: int = 0


@dataclass(slots=True)
class _Import:
    """One import on its way. `ids`: rows whose id somebody else's row has here, and their new one."""

    principal: Principal
    tables: dict[str, list[dict[str, Any]]]
    person_id: UUID
    now: datetime
    ids: dict[UUID, UUID] = field(default_factory=dict)
    here: set[UUID] = field(default_factory=set)
    taken: Taken = field(default_factory=Taken)

    def person(self, old: UUID | None) -> UUID | None:
        """Give the caller for themselves. Anybody else is an id that nobody has here, the same one each time."""
        if old is None:
            return None
        return (
            self.principal.member_id if old == self.person_id else uuid5(self.principal.member_id, str(old))
        )


def take_in(principal: Principal, record: dict[str, Any], now: datetime, *, restore_settings: bool) -> Taken:
    """What the record holds is the caller's, beside what they have here.

    record: as `schemas.record.read_record` gives it. Goals, check-ins and the rest keep their ids; where somebody
    else's row has one, a new id is made. A goal that is here already stays as it is, with all that belongs to it. Other
    people's doings are kept as a record that does nothing. Settings stay, unless they are to be restored.
    Raises Invalid naming what does not fit together.
    """
    task = _Import(principal, record["tables"], record["person"]["id"], now)
    faults = list(islice(faults_of(task.tables, now), MOST_FAULTS))
    if faults:
        raise Invalid(None, *(Fault(name, detail) for name, detail in faults))
    hold_client(principal.member_id)
    try:
        _find_known(task)
        if restore_settings:
            _restore_settings(task)
        _leave_out_feelings(task)
        for table, part in parts():
            if part.kind is Kind.GIVEN and not part.is_setting:
                _insert(task, table.name, _wanted(task, table.name))
        _keep_records(task, record["people"])
        audit(principal.practice_id, principal.member_id, "import.done", principal.member_id, now)
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict("Something here changed at the same moment. Please try again.") from error
    return task.taken


def _find_known(task: _Import) -> None:
    """Find out which ids are taken: the caller's own rows are here already, for others' a new id is made."""
    for name, rows in task.tables.items():
        table = table_of(name)
        if "id" not in table.c or "client_id" not in table.c:
            continue
        ids = [one for row in rows if (one := _as_id(row.get("id"))) is not None]
        for start in range(0, len(ids), _AT_ONCE):
            found = db.session.execute(
                sa.select(table.c.id, table.c.client_id).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            )
            for row in found:
                if row.client_id == task.principal.member_id:
                    task.here.add(row.id)
                elif BELONGING[name].kind is Kind.GIVEN:
                    task.ids[row.id] = uuid7()


def _as_id(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except (TypeError, ValueError, AttributeError):
        return None


def _leave_out_feelings(task: _Import) -> None:
    """Feelings are kept of those who have agreed to it here, and of nobody else."""
    agreed = db.session.scalar(
        sa.select(Consent.given).where(
            Consent.client_id == task.principal.member_id, Consent.kind == "feelings"
        )
    )
    if agreed:
        return
    for row in task.tables["check_in"]:
        if row["felt"] is not None:
            row["felt"] = None
            task.taken.feelings_left_out += 1
    task.taken.feelings_left_out += len(task.tables["reflection"])
    task.tables["reflection"] = []


def _wanted(task: _Import, name: str) -> list[dict[str, Any]]:
    """Give the rows of a table that are not here yet."""
    rows = []
    mine = task.principal.member_id
    weeks = _weeks_here(mine) if name == "reflection" else set()
    check_ins_here = {row["id"] for row in task.tables["check_in"] if row["goal_id"] in task.here}
    for row in task.tables[name]:
        if (
            row["id"] in task.here
            or row.get("goal_id") in task.here
            or row.get("check_in_id") in check_ins_here | task.here
            or (row.get("week_on") in weeks and row["counts"])
        ):
            task.taken.already_here += 1
        elif _is_own(task, name, row):
            rows.append(row)
    return rows


def _weeks_here(client_id: UUID) -> set[date]:
    rows = db.session.scalars(
        sa.select(Reflection.week_on).where(Reflection.client_id == client_id, Reflection.counts)
    )
    return set(rows)


def _is_own(task: _Import, name: str, row: dict[str, Any]) -> bool:
    """Say whether the client said this; a coach's word is kept as a record, for nobody here said it."""
    if name == "reply":
        return bool(row["by"] == "client" and row["author_id"] == task.person_id)
    if name == "adaptation":
        return bool(row["by"] == "client")
    return name != "obstacle_pulse" or row["answered_by"] != "coach"


def _insert(task: _Import, name: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    table, part = table_of(name), BELONGING[name]
    client_id = task.principal.member_id
    more: dict[str, Any] = {"practice_id": task.principal.practice_id, "client_id": client_id}
    if name == "goal":
        # The stall model looks at it as at any goal with news.
        more["stall_check_due_at"] = task.now
        task.taken.goals = len(rows)
    elif name == "check_in":
        task.taken.check_ins = len(rows)
    made = []
    for row in rows:
        new: dict[str, Any] = {
            column: task.ids.get(value, value) if isinstance(value, UUID) else value
            for column, value in row.items()
        }
        new |= {column: task.person(row[column]) for column in part.people}
        for column in part.sealed:
            new[column] = crypto.seal_or_none(new[column], client_id, name, column, new["id"])
        made.append(new | more)
    db.session.execute(sa.insert(table), made)


def _keep_records(task: _Import, people: list[dict[str, Any]]) -> None:
    """What others had made comes along for the client's next export, and is nothing more than that."""
    client_id = task.principal.member_id
    known = {
        (row.kind, crypto.unseal(row.content, client_id, "imported_record", "content", row.id))
        for row in db.session.execute(
            sa.select(ImportedRecord.id, ImportedRecord.kind, ImportedRecord.content).where(
                ImportedRecord.client_id == client_id
            )
        )
    }
    made = []
    for kind, content in _records(task, people):
        text = json.dumps(content, sort_keys=True)
        if (kind, text) in known:
            task.taken.already_here += 1
            continue
        record_id = uuid7()
        made.append(
            {
                "id": record_id,
                "practice_id": task.principal.practice_id,
                "client_id": client_id,
                "kind": kind,
                "content": crypto.seal(text, client_id, "imported_record", "content", record_id),
            }
        )
    if made:
        db.session.execute(sa.insert(ImportedRecord), made)
    task.taken.records = len(made)


def _records(task: _Import, people: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    found = [
        ("people", {"id": str(task.person(one["id"])), "name": one["name"]})
        for one in people
        if one["id"] != task.person_id
    ]
    for name, rows in task.tables.items():
        part = BELONGING[name]
        if part.kind is Kind.TOLD:
            told = [row for row in rows if _as_id(row.get("id")) not in task.here]
        elif not part.is_setting:
            told = [row for row in rows if not _is_own(task, name, row) and row["id"] not in task.here]
        else:
            continue
        for row in told:
            content = {column: _told(task, value) for column, value in row.items()}
            for column in part.people:
                old = _as_id(row.get(column))
                content[column] = None if old is None else str(task.person(old))
            found.append((name, content))
    return found


def _told(task: _Import, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | str) and (found := _as_id(value)) is not None:
        return str(task.ids.get(found, found))
    return value


def _restore_settings(task: _Import) -> None:
    """Name, zone, sharing, consents and reminder are the record's."""
    client_id, practice_id, now = task.principal.member_id, task.principal.practice_id, task.now
    zone = task.principal.zone
    for row in task.tables["membership"][:1]:
        if row["zone"] not in known_zones():
            raise Invalid.field("tables.membership.0.zone", "This is not a time zone name.")
        zone = row["zone"]
        db.session.execute(sa.update(Membership).where(Membership.id == client_id).values(**row))
        if zone != task.principal.zone:
            audit(practice_id, client_id, MOVED, client_id, now)
            leave_word_of_move(client_id, practice_id, now)
    for row in task.tables["sharing"][:1]:
        before = sharing(task.principal)
        db.session.execute(sa.update(Sharing).where(Sharing.client_id == client_id).values(**row))
        follow_sharing(client_id, before, row, now)
    stood = {kind: told["given"] for kind, told in consents(task.principal).items()}
    answers = {row["kind"]: row for row in task.tables["consent"]}
    for kind in CONSENT_KINDS:
        if kind in answers:
            of_kind = (Consent.client_id == client_id, Consent.kind == kind)
            db.session.execute(sa.delete(Consent).where(*of_kind))
            db.session.execute(
                sa.insert(Consent).values(client_id=client_id, practice_id=practice_id, **answers[kind])
            )
            word = "given" if answers[kind]["given"] else "taken back"
            audit(practice_id, client_id, f"consent.{kind}.{word}", client_id, now)
    moved = {kind: row["given"] for kind, row in answers.items() if row["given"] != stood[kind]}
    follow_consents(client_id, moved, now)
    for row in task.tables["nudge_plan"][:1]:
        # When they usually check in is learned anew, here.
        plan = SimpleNamespace(**row, usual_at=None)
        slot = next_first(now, rhythm_of(plan, zone), None) if row["is_on"] else None
        db.session.execute(sa.delete(NudgePlan).where(NudgePlan.client_id == client_id))
        db.session.execute(
            sa.insert(NudgePlan).values(
                client_id=client_id, practice_id=practice_id, **row, **slot_values(slot, zone)
            )
        )
