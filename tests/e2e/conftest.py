"""The whole product under the tests: a server as bin/start starts it, and a Chromium."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import LAUNCH, Device, open_device
from tests.e2e.server import Waymark

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that CHROMIUM names, as bin/test does, or else one that is installed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(LAUNCH))
        yield browser
        browser.close()


def chromium_path() -> str | None:
    """Give the Chromium that the tests use; None leaves the choice to Playwright."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, INSTALLED)), None)


@pytest.fixture
def device(chromium: Browser, waymark: Waymark) -> Iterator[Callable[..., Device]]:
    """Give fresh profiles: `device(**PHONE)`. On none of them may anything happen that never should."""
    opened: list[Device] = []

    def open_one(**options: Any) -> Device:
        opened.append(open_device(chromium, waymark, **options))
        return opened[-1]

    yield open_one
    for each in opened:
        each.context.close()
        noted = each.noted
        assert noted.violations == []
        assert noted.page_errors == []
        assert noted.console_errors == []
        assert noted.strange_requests == []
