"""Erased, and a client again under the same id: what was erased stays erased, what came later stays readable."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from api import clock, crypto
from api.db import Base, db
from api.keeping.services.backing_up import settle
from api.keeping.services.erasing import erase_due
from api.keeping.services.key_backup import NAME, held_now, read_keys
from api.keeping.services.restoring import try_out
from tests.factories import Caller, a_goal, a_member, checked_in, rows, signed_in_again, today_of
from tests.keeping.conftest import CANARY


@pytest.fixture
def both(app, time, circle) -> Caller:
    """Somebody who coaches, and is a client with a goal."""
    member = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    checked_in(member, a_goal(member, title=f"{CANARY} before"), today_of(member), note=CANARY)
    return member


def erased(member: Caller) -> None:
    assert member.put("/erasure", {"when": "now"}).json["state"] == "done"
    signed_in_again(member)


def a_client_again(circle, member: Caller) -> None:
    [row] = rows(member.app, "membership", id=member.id)
    answer = circle.owner.patch(
        f"/people/{member.id}", {"roles": ["coach", "client"]}, etag=f'"{row.version}"'
    )
    assert answer.status_code == 200, answer.json
    a_goal(member, title="After")


def backed_up(app, folder: Path) -> Path:
    result = app.test_cli_runner().invoke(args=["backup", "--to", str(folder)])
    assert result.exit_code == 0, result.output
    [file] = folder.glob("waymark-*")
    return file


def brought_back(app, file: Path) -> dict[str, int]:
    """Give how many rows a restore with the keys of today would bring back; a word of a goal was opened."""
    with app.app_context():
        return try_out(app.config["WAYMARK"], file, [held_now()], clock.now()).counts


def titles(member: Caller) -> list[str]:
    crypto.ring().forget_all()
    return [
        goal["title"]
        for goal in member.get("/goals", query_string={"client_id": str(member.id)}).json["items"]
    ]


def test_whoever_is_a_client_again_may_ask_again(app, time, circle, both):
    erased(both)
    time.pass_by(circle.owner, both, hours=1)
    a_client_again(circle, both)
    assert both.get("/erasure").json["state"] == "none"
    asked = both.put("/erasure", {"when": "in_7_days"})
    assert (asked.status_code, asked.json["state"]) == (200, "waiting")
    assert both.delete("/erasure").status_code == 204
    assert both.put("/erasure", {"when": "in_7_days"}).json["state"] == "waiting"
    time.pass_by(both, days=8)
    with app.app_context():
        assert erase_due(app.config["WAYMARK"].backups_folder, time.now) == 1
    assert rows(app, "goal", client_id=both.id) == []
    assert [row.done_at is None for row in rows(app, "erasure", client_id=both.id)] == [False, False]


def test_a_backup_of_before_brings_nothing_back_and_costs_nobody_their_new_key(
    app, time, circle, both, tmp_path
):
    before = backed_up(app, tmp_path / "before")
    time.pass_by(both, hours=1)
    erased(both)
    between = backed_up(app, tmp_path / "between")
    time.pass_by(circle.owner, both, hours=1)
    a_client_again(circle, both)
    after = backed_up(app, tmp_path / "after")
    now_there = len(rows(app, "client_key"))
    assert brought_back(app, before)["goal"] == 0
    assert brought_back(app, between)["goal"] == 0
    told = brought_back(app, after)
    assert (told["goal"], told["client_key"]) == (1, now_there)
    # A restore of the wrong file must not close the right one: the key is in every one of them.
    assert brought_back(app, before)["client_key"] == now_there


def test_a_key_of_before_is_put_back_by_nobody(app, time, circle, both):
    with app.app_context():
        before = held_now()
    time.pass_by(both, hours=1)
    erased(both)
    time.pass_by(circle.owner, both, hours=1)
    a_client_again(circle, both)
    [new] = rows(app, "client_key", client_id=both.id)
    with app.app_context():
        settle([held_now(), before], clock.now())
    assert rows(app, "client_key", client_id=both.id)[0].wrapped == new.wrapped
    assert titles(both) == ["After"]
    with app.app_context():
        # As after putting the old file back by hand, with the list of erasures beside it.
        settle([before, held_now()], clock.now())
    assert rows(app, "client_key", client_id=both.id)[0].wrapped == new.wrapped
    assert titles(both) == ["After"]


def test_what_came_between_two_erasures_is_erased_by_the_second(app, time, circle, both, tmp_path):
    time.pass_by(both, hours=1)
    erased(both)
    time.pass_by(circle.owner, both, hours=1)
    a_client_again(circle, both)
    between = backed_up(app, tmp_path)
    time.pass_by(both, hours=1)
    erased(both)
    keys = len(rows(app, "client_key"))
    told = brought_back(app, between)
    assert (told["goal"], told["client_key"]) == (0, keys)


def test_after_a_restore_they_may_begin_once_more(app, time, circle, both):
    """The new key is there without anybody it belongs to; becoming a client takes it up, from that day on."""
    time.pass_by(both, hours=1)
    erased(both)
    time.pass_by(circle.owner, both, hours=1)
    a_client_again(circle, both)
    membership = Base.metadata.tables["membership"]
    with app.app_context():
        # What stands there is what stood there before the erasure.
        db.session.execute(
            sa.update(membership)
            .where(membership.c.id == both.id)
            .values(client_since=time.now - timedelta(days=1))
        )
        db.session.commit()
        settle([held_now()], clock.now())
    signed_in_again(both)
    assert both.get("/me").json["roles"] == ["coach"]
    assert len(rows(app, "client_key", client_id=both.id)) == 1
    a_client_again(circle, both)
    with app.app_context():
        settle([held_now()], clock.now())
    assert titles(both) == ["After"]


def test_the_keys_of_an_older_waymark_are_read(app, circle, tmp_path):
    backed_up(app, tmp_path)
    file = app.config["WAYMARK"].backups_folder / NAME
    held = json.loads(file.read_text())
    for row in held["client_key"]:
        del row["made_at"]
    (tmp_path / NAME).write_text(json.dumps(held))
    read = read_keys(tmp_path / NAME)
    assert {row["made_at"] for row in read["client_key"]} == {None}
    with app.app_context():
        settle([read], clock.now())
    assert len(rows(app, "client_key")) == len(held["client_key"])
