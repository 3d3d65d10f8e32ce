"""A database that can be put back to how it was seeded, and that tells whether anything in it has changed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.db import db, sqlite_module
from tests.conftest import PostgresqlStage, SqliteStage, Stage, make_app


class SqliteKept:
    """Restored by a copy of the file. SQLite itself counts the transactions that others have committed."""

    def __init__(self, stage: SqliteStage) -> None:
        self._stage = stage
        self._kept = stage.file.with_suffix(".seeded")
        self._watching: Any = None

    def keep(self) -> None:
        self._stage.disconnect()
        shutil.copyfile(self._stage.file, self._kept)
        self._watch()

    def restore(self) -> None:
        self._watching.close()
        self._stage.disconnect()
        for left in self._stage.file.parent.glob(f"{self._stage.file.name}*"):
            left.unlink()
        shutil.copyfile(self._kept, self._stage.file)
        self._watch()

    def fingerprint(self) -> object:
        """Give what is another after any commit that changed something."""
        return self._watching.execute("PRAGMA data_version").fetchone()

    def close(self) -> None:
        self._watching.close()

    def _watch(self) -> None:
        self._watching = sqlite_module().connect(str(self._stage.file))


class PostgresqlKept:
    """Restored from a template. What has changed is told by the rows themselves, once anybody has written at all."""

    def __init__(self, stage: PostgresqlStage) -> None:
        self._stage = stage
        self._read: tuple[int, object] | None = None
        tables = sorted(db.metadata.tables)
        self._rows = " UNION ALL ".join(
            f"SELECT '{table}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) "
            f'FROM "{table}" t'
            for table in tables
        )

    def keep(self) -> None:
        self._stage.disconnect()
        self._stage.admin.execute("DROP DATABASE IF EXISTS waymark_seeded WITH (FORCE)")
        self._stage.admin.execute(f"CREATE DATABASE waymark_seeded TEMPLATE {self._stage.database}")

    def restore(self) -> None:
        self._stage.disconnect()
        database = self._stage.database
        self._stage.admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self._stage.admin.execute(f"CREATE DATABASE {database} TEMPLATE waymark_seeded STRATEGY FILE_COPY")

    def fingerprint(self) -> object:
        with self._stage.app.app_context(), db.engine.connect() as connection:
            # Whoever writes takes the next number; whoever only reads takes none.
            [number] = connection.exec_driver_sql(
                "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
            ).scalars()
            if self._read is None or self._read[0] != number:
                # Workers of one query give the tables in any order.
                rows = sorted(tuple(row) for row in connection.exec_driver_sql(self._rows))
                self._read = (number, rows)
            return self._read[1]

    def close(self) -> None:
        return


def kept(stage: Stage) -> SqliteKept | PostgresqlKept:
    """Give what puts this stage's database back."""
    return PostgresqlKept(stage) if isinstance(stage, PostgresqlStage) else SqliteKept(stage)


@contextmanager
def sqlite_alone() -> Iterator[SqliteStage]:
    """An app on a SQLite file of its own, empty but for the schema, for a program that is no pytest."""
    with tempfile.TemporaryDirectory(prefix="waymark-matrix-") as folder:
        file = Path(folder, "waymark.db")
        stage = SqliteStage(make_app(Path(folder), f"sqlite:///{file}"), file)
        stage.migrate()
        try:
            yield stage
        finally:
            stage.disconnect()
