"""What the database of an instance needs before a server may open it: migrating, and the demo practice once."""

import hashlib
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from _setup import PYTHON
from _steps import ROOT, StepFailed, excerpt, run_quietly, step, stop

REVISION = re.compile(r"^revision(?:: str)? = [\"'](\w+)[\"']", re.MULTILINE)
PREVIOUS = re.compile(r"^down_revision(?:: [^=]+)? = [\"'](\w+)[\"']", re.MULTILINE)


def prepare_database(instance: Path, *, with_demo: bool) -> None:
    """Make the database hold the newest schema, and, when it is new, the demo practice.

    Which of the two is due is read from the database where it is SQLite, so that a second start runs no program.
    """
    os.umask(0o077)  # what lies in an instance is nobody else's to read, whatever runs from here on
    instance.mkdir(parents=True, exist_ok=True)
    # Written before the database is, renamed after the demo is in it: an interrupted start goes on where it stopped.
    pending = instance / ".demo-pending"
    if _is_new(instance) and with_demo:
        pending.touch()
    elif not with_demo:
        pending.unlink(missing_ok=True)
    if _revision(instance) != newest_revision():
        _flask("Preparing the database", "migrate")
        if os.environ.get("DATABASE_URL"):
            _known_database(instance).touch()
    if pending.exists():
        # An interruption may have come between the demo and the renaming: made already is as good as made.
        _flask("Making the demo practice", "demo", "--if-missing")
        pending.replace(instance / ".demo")


def has_demo(instance: Path) -> bool:
    """Say whether the demo practice was made here."""
    return (instance / ".demo").exists()


def newest_revision() -> str:
    """Give the revision that no other follows."""
    texts = [file.read_text() for file in (ROOT / "migrations" / "versions").glob("*.py")]
    revisions: set[str] = {found for text in texts for found in REVISION.findall(text)}
    followed: set[str] = {found for text in texts for found in PREVIOUS.findall(text)}
    if len(newest := revisions - followed) != 1:
        stop(f"migrations/versions must have one newest revision, and has {len(newest)}.")
    return newest.pop()


def _is_new(instance: Path) -> bool:
    if os.environ.get("DATABASE_URL"):
        return not _known_database(instance).exists()
    return _revision(instance) is None


def _known_database(instance: Path) -> Path:
    """Give the file that stands in the instance once this database was migrated for it."""
    url = os.environ.get("DATABASE_URL", "")
    return instance / f".migrated-{hashlib.sha256(url.encode()).hexdigest()[:12]}"


def _revision(instance: Path) -> str | None:
    """Give the revision of the instance's SQLite file; None when there is none, or it is another engine's."""
    file = instance / "waymark.db"
    if os.environ.get("DATABASE_URL") or not file.exists():
        return None
    try:
        # Read-only, because the SQLite of this Python may be an old one and the server may be running.
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def _flask(title: str, *command: str) -> None:
    try:
        with step(title):
            run_quietly(
                [PYTHON, "-m", "flask", "--app", "wsgi", *command], env=os.environ | {"SCHEDULER": "off"}
            )
    except StepFailed as failure:
        stop(f"`flask {command[0]}` failed, and left the database as it was:\n{excerpt(failure.output)}")
