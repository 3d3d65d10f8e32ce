"""Goals with news are assessed, once, and come round again when there is more."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
import time_machine

from api import clock
from api.checkins.services import trails_of
from api.db import db
from api.goals.models import Goal
from api.stalls.services import assessing
from tests.factories import (
    a_circle,
    a_goal,
    a_stalled_goal,
    assess,
    checked_in,
    rows,
    shared,
    statements,
    today_of,
    weeks_of_check_ins,
)

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def circle(app):
    return a_circle(app)


def run(app) -> int:
    with app.app_context():
        return assessing.assess_goals_with_news(clock.now())


def due(app, goal):
    return next(row.stall_check_due_at for row in rows(app, "goal") if str(row.id) == goal["id"])


def test_a_new_goal_is_assessed_once_for_each_who_may_see_it(app, circle):
    goal = a_goal(circle.client)
    private = a_goal(circle.client, private=True)
    assert run(app) == 2
    viewers = {(str(row.goal_id), row.viewer) for row in rows(app, "stall_assessment")}
    assert viewers == {(goal["id"], "client"), (goal["id"], "coach"), (private["id"], "client")}


def test_where_nothing_is_due_nothing_is_written(app, circle):
    a_goal(circle.client)
    run(app)
    before = rows(app, "stall_assessment"), rows(app, "goal")
    with statements(app) as seen:
        assert run(app) == 0
    assert [statement.split()[0] for statement in seen] == ["SELECT"] * len(seen)
    assert (rows(app, "stall_assessment"), rows(app, "goal")) == before


def test_a_check_in_brings_its_goal_back_and_no_other(app, circle):
    goal, other = a_goal(circle.client), a_goal(circle.client)
    run(app)
    checked_in(circle.client, goal, today_of(circle.client) - timedelta(weeks=2))
    assert run(app) == 1
    history = [
        (row.viewer, row.is_latest) for row in rows(app, "stall_assessment") if str(row.goal_id) == goal["id"]
    ]
    assert sorted(history) == [("client", False), ("client", True), ("coach", False), ("coach", True)]
    assert len(rows(app, "stall_assessment")) == 6
    assert other


def test_news_that_changes_no_verdict_adds_no_row(app, circle):
    goal = a_goal(circle.client)
    run(app)
    changed = circle.client.patch(f"/goals/{goal['id']}", {"title": "Other words"}, etag=goal["etag"])
    assert changed.status_code == 200
    assert run(app) == 1
    assert len(rows(app, "stall_assessment")) == 2


def test_a_goal_that_gets_news_while_it_is_assessed_comes_round_again(app, monkeypatch):
    with time_machine.travel(MONDAY, tick=False) as time:
        circle = a_circle(app)
        goal = a_goal(circle.client)
        store = assessing.store

        def news_first(*args):
            time.shift(1)
            checked_in(circle.client, goal, today_of(circle.client) - timedelta(weeks=1))
            store(*args)

        monkeypatch.setattr(assessing, "store", news_first)
        assert run(app) == 1
        monkeypatch.setattr(assessing, "store", store)
        assert due(app, goal) == clock.now()
        assert run(app) == 1
        assert due(app, goal) > clock.now()


def test_a_goal_that_has_ended_is_looked_at_once_more_and_then_left_alone(app):
    with time_machine.travel(MONDAY, tick=False) as time:
        circle = a_circle(app)
        goal = a_goal(circle.client)
        run(app)
        done = circle.client.patch(f"/goals/{goal['id']}", {"status": "achieved"}, etag=goal["etag"])
        assert done.status_code == 200
        assert run(app) == 1
        assert due(app, goal) is None
        shared(circle.client, notes=True)
        time.shift(timedelta(weeks=10))
        assert run(app) == 0


def test_time_alone_brings_a_goal_back_to_be_called_quiet(app):
    with time_machine.travel(MONDAY, tick=False) as time:
        circle = a_circle(app)
        goal = a_goal(circle.client, weeks_ago=8)
        weeks_of_check_ins(circle.client, goal, 8)
        run(app)
        lanes = set()
        for _ in range(6):
            time.shift(timedelta(weeks=1))
            run(app)
            lanes |= {row.lane for row in rows(app, "stall_assessment", is_latest=True)}
        assert "quiet" in lanes


def test_a_goal_that_becomes_private_is_the_coachs_no_more(app, circle):
    goal = a_stalled_goal(circle)
    run(app)
    etag = circle.client.get(f"/goals/{goal['id']}").headers["ETag"]
    circle.client.patch(f"/goals/{goal['id']}", {"private": True}, etag=etag)
    run(app)
    latest = {row.viewer for row in rows(app, "stall_assessment", is_latest=True)}
    assert latest == {"client"}
    assert all(row.referral_check_due_at is None for row in rows(app, "stall_assessment"))


def test_one_run_assesses_more_goals_than_a_batch_holds(app, circle, monkeypatch):
    monkeypatch.setattr(assessing, "BATCH", 2)
    for _ in range(5):
        a_goal(circle.client)
    assert run(app) == 5
    assert run(app) == 0


def test_a_batch_is_read_with_the_same_statements_however_many_goals_it_holds(app, circle):
    counts = []
    for _ in range(2):
        for _ in range(4):
            a_goal(circle.client)
        with app.app_context():
            db.session.execute(sa.update(Goal).values(stall_check_due_at=clock.now()))
            db.session.commit()
        with statements(app) as seen:
            run(app)
        counts.append(sum(statement.startswith("SELECT") for statement in seen))
    assert counts[0] == counts[1]


def test_a_goal_that_cannot_be_assessed_does_not_hold_up_the_others(app, circle, monkeypatch):
    broken = a_goal(circle.client, kind="metric")
    fine = a_goal(circle.sibling)
    rule = assessing.rules.assess

    def break_for_one(history, today, params):
        if history.goal.kind == "metric":
            raise OverflowError
        return rule(history, today, params)

    run(app)
    before = {row.id for row in rows(app, "stall_assessment", is_latest=True)}
    for client, goal in ((circle.client, broken), (circle.sibling, fine)):
        checked_in(client, goal, today_of(client) - timedelta(weeks=2), value=3)
    monkeypatch.setattr(assessing.rules, "assess", break_for_one)
    assert run(app) == 2
    latest = rows(app, "stall_assessment", is_latest=True)
    assert {str(row.goal_id) for row in latest if row.id not in before} == {fine["id"]}
    assert {str(row.goal_id) for row in latest if row.id in before} == {broken["id"]}
    assert due(app, broken) > clock.now()
    assert circle.client.get(f"/goals/{broken['id']}/stall").status_code == 500


def test_episodes_are_what_the_history_tells_however_often_it_is_told(app, circle):
    a_stalled_goal(circle)
    for _ in range(2):
        assess(app)
    first = rows(app, "stall_episode")
    assert len(first) == 1
    assert first[0].closed_on is None
    checked_in(
        circle.client, {"id": str(first[0].goal_id)}, today_of(circle.client) - timedelta(weeks=1), value=2
    )
    assess(app)
    assert [(row.goal_id, row.opened_on) for row in rows(app, "stall_episode")] == [
        (row.goal_id, row.opened_on) for row in first
    ]


def test_a_consent_taken_back_while_goals_are_assessed_leaves_nothing_behind(app, monkeypatch):
    circle = a_circle(app)
    a_stalled_goal(circle)
    store = assessing.store

    def withdrawn_meanwhile(*arguments):
        circle.client.put("/consents", {"patterns": False})
        store(*arguments)

    monkeypatch.setattr(assessing, "store", withdrawn_meanwhile)
    with app.app_context():
        goals = assessing._goals_with_news(clock.now())
        assessing.assess_goals_with_news(goals[0].stall_check_due_at)
    assert [row for row in rows(app, "stall_assessment") if row.level == "consider_support"] == []
    assert rows(app, "stall_episode") == []


def test_the_rules_are_told_the_unit_for_a_new_one_ends_a_stall(app):
    circle = a_circle(app)
    goal = a_goal(circle.client, kind="metric")
    [row] = rows(app, "goal")
    with app.app_context():
        [trail] = trails_of([row.practice_id], {UUID(goal["id"]): (circle.client.id, "metric")}).values()
    assert [plan.unit for plan in trail.history.plans] == [goal["plan"]["unit"]]
    assert goal["plan"]["unit"]


def test_every_goal_that_has_not_ended_can_be_assessed_anew(app, circle, monkeypatch):
    monkeypatch.setattr(assessing, "BATCH", 2)
    goals = [a_goal(circle.client) for _ in range(3)] + [a_goal(circle.sibling)]
    ended = a_goal(circle.client)
    assert (
        circle.client.patch(f"/goals/{ended['id']}", {"status": "let_go"}, etag=ended["etag"]).status_code
        == 200
    )
    run(app)
    before = {row.id for row in rows(app, "stall_assessment")}
    with app.app_context():
        said = app.test_cli_runner().invoke(args=["stall", "reassess"])
    assert said.output == "4 goals are assessed.\n"
    assert {row.id for row in rows(app, "stall_assessment")} == before
    assert all(due(app, goal) > clock.now() for goal in goals)
    assert due(app, ended) is None
    with app.app_context():
        db.session.execute(sa.text("DELETE FROM stall_assessment"))
        db.session.commit()
        assert assessing.reassess_all(clock.now()) == 4
    assert len(rows(app, "stall_assessment")) == 8
