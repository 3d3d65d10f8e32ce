"""The tables brought to a revision: by one process at a time, and without keeping those who serve from their work."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from psycopg import errors

from api.db import engine_for_long_work, normal_url, reading

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
TRIED_SECONDS = 300
PAUSE_SECONDS = (0.5, 1.5)
"""Between two tries whoever waited behind the lock gets through."""


class CannotMigrate(Exception):
    """The schema stays as it is; the text says what to do."""


def upgrade(url: str, to: str = "head", folder: Path = MIGRATIONS) -> None:
    """The database is at the revision `to`. Raises CannotMigrate."""
    _persist(lambda: command.upgrade(_config(url, folder), to), url, folder)


def downgrade(url: str, to: str, folder: Path = MIGRATIONS) -> None:
    """The database is back at the revision `to`. Raises CannotMigrate."""
    _persist(lambda: command.downgrade(_config(url, folder), to), url, folder)


def move_to(url: str, to: str, folder: Path = MIGRATIONS) -> None:
    """The database is at the revision `to`, whichever way that is: `head`, `base`, `+1`, `-1` or a number."""
    found = _refuse_newer(url, folder)
    behind = {script.revision for script in _scripts(folder).walk_revisions("base", found or "base")}
    goes_back = to.startswith("-") or to == "base" or to in behind
    (downgrade if goes_back else upgrade)(url, to, folder)


def revision_of(url: str) -> str | None:
    """Give the revision that a database is at; None where it has no tables yet."""
    engine = engine_for_long_work(url)
    with reading(), engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return found


def is_known(revision: str, folder: Path = MIGRATIONS) -> bool:
    """Say whether this Waymark knows the revision; one that it does not is of a newer Waymark."""
    try:
        return _scripts(folder).get_revision(revision) is not None
    except CommandError:
        return False


def newest() -> str | None:
    """Give the revision that no other follows."""
    return _scripts(MIGRATIONS).get_current_head()


def _refuse_newer(url: str, folder: Path) -> str | None:
    found = revision_of(url)
    if found is not None and not is_known(found, folder):
        raise CannotMigrate(f"The database is of a newer Waymark (schema {found}). Update this one first.")
    return found


def _persist(move: Callable[[], None], url: str, folder: Path) -> None:
    """Try until no lock is in the way: a statement that waits for one keeps everybody behind it waiting too."""
    _refuse_newer(url, folder)
    until = time.monotonic() + TRIED_SECONDS
    while True:
        try:
            return move()
        except sa.exc.OperationalError as error:
            if not isinstance(error.orig, errors.LockNotAvailable | errors.DeadlockDetected):
                raise
            if time.monotonic() > until:
                raise CannotMigrate(
                    f"Others held what a migration needs for {TRIED_SECONDS // 60} minutes. The steps that were done "
                    "stand, and what serves goes on. Run it again, when no backup is being taken."
                ) from None
        except sa.exc.ProgrammingError as error:
            if not isinstance(error.orig, errors.InsufficientPrivilege):
                raise
            raise CannotMigrate(
                "This role of the database may not change tables, and the schema is not the newest. Run this once, as "
                "the role that owns them: DATABASE_URL=postgresql://OWNER@... flask --app wsgi migrate"
            ) from None
        time.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311 -- two that wait should not meet again


def _config(url: str, folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["url"] = normal_url(url)
    return config


def _scripts(folder: Path) -> ScriptDirectory:
    return ScriptDirectory(str(folder))
