"""The whole product under the tests: a server as bin/start starts it, and a Chromium."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.e2e.server import Waymark


@pytest.fixture(scope="session")
def waymark(tmp_path_factory: pytest.TempPathFactory, demo_instance: Path) -> Iterator[Waymark]:
    """Waymark on SQLite as a stranger finds it, with the demo practice; tests add practices of their own."""
    instance = tmp_path_factory.mktemp("waymark") / "instance"
    shutil.copytree(demo_instance, instance)
    yield from _running(Waymark(instance))


@pytest.fixture(scope="session")
def demo_instance(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """An instance that holds the demo practice, made once for all workers. Nothing runs on it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    instance = shared / "demo-instance"
    with (shared / "demo-instance.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (instance / ".made").exists():
            waymark = Waymark(instance)
            waymark.flask("migrate")
            waymark.flask("demo")
            (instance / ".made").touch()
    return instance


@pytest.fixture(scope="session")
def waymark_on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgresql_uri: str) -> Iterator[Waymark]:
    """Waymark on PostgreSQL, empty."""
    with psycopg.connect(postgresql_uri, autocommit=True) as admin:
        admin.execute("CREATE DATABASE journey")
    uri = postgresql_uri.replace("/postgres?", "/journey?")
    waymark = Waymark(tmp_path_factory.mktemp("waymark-on-postgresql"), uri)
    waymark.flask("migrate")
    yield from _running(waymark)


def _running(waymark: Waymark) -> Iterator[Waymark]:
    try:
        waymark.start()
        yield waymark
    finally:
        waymark.stop()
