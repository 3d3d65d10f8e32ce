"""Keys are changed while everybody goes on; and a database is never put under a second master key unawares."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from structlog.testing import capture_logs

from api import clock, crypto
from api.config import kept_secret
from api.db import db
from api.goals.models import Goal
from api.keeping.services import rotating
from tests.factories import a_goal, a_member, a_template, checked_in, posted, rows, today_of
from tests.keeping.conftest import CANARY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def keys(app) -> Path:
    return app.config["WAYMARK"].keys_folder


def titles(caller) -> set[str]:
    return {goal["title"] for goal in caller.get("/goals").json["items"]}


def rotate(app, *arguments):
    return app.test_cli_runner().invoke(args=["keys", "rotate", *arguments])


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(app, circle, life, keys, monkeypatch):
    monkeypatch.setattr("api.keeping.commands.PROCESSES_LOOK_AGAIN_SECONDS", 0)
    template = posted(circle.coach, "/goal-templates", a_template(title=CANARY))
    old = (keys / "master.key").read_text()
    old_ring = crypto.KeyRing(keys, _masters=crypto.ring().masters(), _looked=float("inf"))
    result = rotate(app)
    assert result.exit_code == 0, result.output
    assert [file.name for file in keys.glob("master*")] == ["master.key"]
    assert (keys / "master.key").read_text() != old
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}
    assert circle.coach.get(f"/goal-templates/{template['id']}").json["title"] == CANARY
    [row] = rows(app, "client_key", client_id=circle.client.id)
    monkeypatch.setattr(old_ring, "masters", lambda **_: old_ring._masters)
    with pytest.raises(InvalidTag):
        old_ring.unwrap(circle.client.id, row.wrapped)
    newcomer = a_member(app, circle.owner, "Later", "client", coach=circle.coach)
    a_goal(newcomer, title="Made later")
    assert titles(newcomer) == {"Made later"}


@pytest.mark.parametrize("step", ["_wrap_all", "hardlink_to", "replace"])
def test_a_change_of_the_master_key_that_was_cut_short_goes_on(app, circle, life, keys, monkeypatch, step):
    monkeypatch.setattr("api.keeping.commands.PROCESSES_LOOK_AGAIN_SECONDS", 0)

    def fall(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(rotating if step == "_wrap_all" else Path, step, fall)
        with pytest.raises(KeyboardInterrupt), app.app_context():
            rotating.rotate_master(keys)
    crypto.ring().forget_all()
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}
    newcomer = a_member(app, circle.owner, "Between", "client", coach=circle.coach)
    a_goal(newcomer, title="Made between")
    assert rotate(app).exit_code == 0
    crypto.ring().forget_all()
    assert titles(newcomer) == {"Made between"}
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}


def test_a_client_key_is_changed_while_words_stay_readable(app, circle, life, monkeypatch):
    now = clock.now()
    before = rows(app, "client_key", client_id=circle.client.id)[0].wrapped
    # As another process that holds the key in memory, and goes on sealing with it for a minute.
    stale = dict(crypto.ring()._cache)
    with app.app_context():
        assert rotating.begin_client_keys(now) >= 3
        crypto.ring()._cache.update(stale)
        assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}
        late = a_goal(circle.client, title="Sealed with the key before")
        words, left = rotating.go_on(now, 30)
        assert words > 10
        assert left >= 3, "nobody is done while a process may still seal with the key before"
        crypto.ring()._cache.update(stale)
        checked_in(circle.client, late, today_of(circle.client), note="Sealed with the key before")
        words, left = rotating.go_on(now + rotating.SETTLED, 30)
        assert (words, left) == (1, 0)
        assert rotating.go_on(now + rotating.SETTLED, 30) == (0, 0)
    crypto.ring().forget_all()
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private", "Sealed with the key before"}
    [row] = rows(app, "client_key", client_id=circle.client.id)
    assert row.wrapped != before
    assert row.wrapped_before is not None, "older backups are under it"
    with app.app_context():
        rotating.go_on(now + timedelta(days=31), 30)
    assert rows(app, "client_key", client_id=circle.client.id)[0].wrapped_before is None
    crypto.ring().forget_all()
    assert len(titles(circle.client)) == 3


def test_a_word_that_does_not_open_holds_up_no_other_and_its_client_keeps_both_keys(app, circle, life):
    now = clock.now()
    with app.app_context():
        rotating.begin_client_keys(now)
        goal = db.session.scalar(sa.select(Goal.id).where(Goal.client_id == circle.client.id).limit(1))
        db.session.execute(sa.update(Goal).where(Goal.id == goal).values(title=b"x" * 40))
        db.session.commit()
        with capture_logs() as told:
            words, left = rotating.go_on(now + rotating.SETTLED, 30)
            assert words > 10
            assert left == 1
            assert rotating.go_on(now + rotating.SETTLED, 30) == (0, 1)
        assert {one["table"] for one in told if one["event"] == "a word does not open"} == {"goal"}
        rotating.go_on(now + timedelta(days=40), 30)
    assert rows(app, "client_key", client_id=circle.client.id)[0].wrapped_before is not None


def test_a_change_of_client_keys_that_was_cut_short_goes_on(app, circle, life, monkeypatch):
    now, calls = clock.now(), []

    def fall_after_three(*arguments):
        calls.append(arguments)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return row_by_row(*arguments)

    row_by_row = rotating._reseal_row
    with monkeypatch.context() as cut, app.app_context():
        rotating.begin_client_keys(now)
        cut.setattr(rotating, "_reseal_row", fall_after_three)
        with pytest.raises(KeyboardInterrupt):
            rotating.go_on(now, 30)
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}
    with app.app_context():
        assert rotating.go_on(now + rotating.SETTLED, 30)[1] == 0
    crypto.ring().forget_all()
    assert titles(circle.client) == {f"{CANARY} title", f"{CANARY} private"}


def test_processes_that_begin_at_once_have_the_same_secret_and_never_half_of_one(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(lambda _: kept_secret(tmp_path / "keys" / "secret"), range(64)))
    assert len(secrets) == 1
    assert len(secrets.pop()) > 40
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["secret"]
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o777 == 0o600


def loaded(instance: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    """Load the product as a server does."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "WAYMARK_INSTANCE": str(instance),
        "SCHEDULER": "off",
    }
    if url:
        environment["DATABASE_URL"] = url
    return subprocess.run(
        [sys.executable, "-c", "import wsgi; print('serves')"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("keys_left", ["none", "another"])
def test_a_server_does_not_start_over_a_database_that_is_under_another_key(
    app, circle, keys, tmp_path, keys_left
):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    good = loaded(keys.parent, url)
    assert good.stdout.strip() == "serves", good.stderr
    if keys_left == "another":
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys" / "master.key").write_text("another" * 6)
    refused = loaded(tmp_path, url)
    assert refused.returncode == 1
    assert "Waymark does not start." in refused.stderr
    assert ("no master key" if keys_left == "none" else "not this database's") in refused.stderr
    assert (tmp_path / "keys" / "master.key").exists() == (keys_left == "another"), (
        "no key is made in passing"
    )


def test_a_key_is_not_made_for_a_client_under_a_second_master_key(app, circle, tmp_path, monkeypatch):
    monkeypatch.setattr(crypto._Ring, "current", crypto.KeyRing(tmp_path))
    with app.app_context(), pytest.raises(crypto.WrongKeys):
        crypto.ring().make_client_keys([circle.client.id])
    assert list(tmp_path.iterdir()) == []
