"""The demo practice: everybody in the state they were made for, on whatever day it is made; all of it or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from api import clock, localtime
from api.accounts.models import Membership, Person
from api.caseload.schemas import CasePageOut
from api.db import db
from api.demo import services
from api.demo.rules import CLIENTS, THE_CLIENT, Client, story_of
from api.referrals.services import draft_suggestions
from tests.factories import Caller, a_circle, signed_in

MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
# Late enough that Auckland and Sydney have the next day already; clocks went forward three days before.
WEDNESDAY = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
# The last day of week 53, and on the other side of the world the first of week 1.
SUNDAY = datetime(2027, 1, 3, 12, 0, tzinfo=UTC)


def demo(app, *arguments):
    return app.test_cli_runner().invoke(args=["demo", *arguments])


def caller(app, address: str) -> Caller:
    with app.app_context():
        member_id = db.session.scalars(
            sa.select(Membership.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.email == address)
        ).one()
        found = signed_in(app, member_id)
        db.session.commit()
    return found


def everything(app) -> dict[str, int]:
    """Give how many rows each table has, empty ones left out."""
    with app.app_context():
        counts = {
            table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in db.metadata.sorted_tables
        }
        db.session.rollback()
    return {name: count for name, count in counts.items() if count}


def everyone() -> int | None:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Person))


@pytest.fixture
def few(monkeypatch) -> tuple[Client, ...]:
    """Three clients instead of all: with a suggestion that was offered, and with a reminder far away."""
    chosen = tuple(
        one for one in CLIENTS if one is THE_CLIENT or one.name in {"Tom Lindqvist", "Aroha Ngata"}
    )
    monkeypatch.setattr(services, "CLIENTS", chosen)
    return chosen


def shown(case: dict) -> tuple[str, str | None]:
    return case["level"], case["lane"]


@pytest.mark.parametrize("now", [MONDAY, WEDNESDAY, SUNDAY], ids=["monday", "wednesday", "sunday"])
def test_every_goal_lands_in_the_state_it_was_made_for(app, now):
    with time_machine.travel(now, tick=False):
        made = demo(app)
        assert made.exit_code == 0, (made.output, made.exception)
        coach = caller(app, "coach@demo.example")
        page = coach.get("/caseload?limit=100").json
        caseload = {case["client"]["name"]: case for case in page["items"]}
        found = {
            (name, goal["title"]): shown(coach.get(f"/goals/{goal['id']}/stall").json)
            for name, case in caseload.items()
            for goal in coach.get(f"/goals?client_id={case['client']['id']}").json["items"]
        }
        assert {"outbox", "nudge"}.isdisjoint(everything(app))
        drafts = {one["client_name"]: one["state"] for one in coach.get("/suggestions").json["items"]}
    silent = {client.name for client in CLIENTS if "numbers" not in client.shares}
    assert found == {
        (client.name, goal.title): goal.expected
        for client in CLIENTS
        for goal in client.goals
        if not goal.is_private
    }
    assert {name: shown(case) for name, case in caseload.items()} == {
        client.name: client.goals[0].expected for client in CLIENTS
    }
    assert {caseload[name]["why"] for name in silent} == {"Nothing shared."}
    # The page is written without its schema, and is what its schema would have written.
    assert CasePageOut().dump(CasePageOut().load(page)) == page
    assert drafts == {client.name: client.suggestion for client in CLIENTS if client.suggestion}
    assert len(CLIENTS) == 25


def test_it_holds_every_state_of_the_model_and_of_a_suggestion():
    goals = [goal for client in CLIENTS for goal in client.goals if goal.expected]
    assert {goal.expected[0] for goal in goals} == {
        "too_early",
        "on_path",
        "behind",
        "slipping",
        "stalled",
        "stalled_loaded",
        "consider_support",
    }
    assert {goal.expected[1] for goal in goals} == {None, "at_a_cost", "quiet", "paused"}
    assert {client.suggestion for client in CLIENTS} == {None, "drafted", "offered", "answered", "dismissed"}
    assert {goal.kind for goal in goals} == {"metric", "habit", "steps"}


def test_the_client_finds_one_goal_that_goes_well_and_is_due_today(app, few):
    with time_machine.travel(SUNDAY, tick=False):
        assert demo(app).exit_code == 0
        client = caller(app, THE_CLIENT.address)
        me = client.get("/me").json
        [goal] = client.get("/goals").json["items"]
        today = client.get("/today").json
        stall = client.get(f"/goals/{goal['id']}/stall").json
        [latest, *_] = check_ins = client.get(f"/goals/{goal['id']}/check-ins?limit=100").json["items"]
        consents, sharing = client.get("/consents").json, client.get("/sharing").json
        suggestions = client.get("/suggestions").json["items"]
        coach = caller(app, "coach@demo.example")
        seen = coach.get(f"/goals/{goal['id']}/check-ins?limit=100").json["items"]
    assert (me["roles"], me["coach"]["name"]) == (["client"], "Maren Holt")
    assert shown(stall) == ("on_path", None)
    assert [(due["goal"]["id"], due["check_in"]) for due in today["due"]] == [(goal["id"], None)]
    assert date.fromisoformat(latest["happened_on"]) == SUNDAY.date() - timedelta(days=1)
    assert date.fromisoformat(check_ins[-1]["happened_on"]) <= SUNDAY.date() - timedelta(weeks=13)
    assert all(check_in["felt"] for check_in in check_ins)
    assert any(check_in["note"] for check_in in check_ins)
    assert (consents["feelings"]["given"], consents["patterns"]["given"]) == (True, True)
    assert sharing == {"numbers": True, "feelings": True, "obstacles": True, "notes": False}
    assert suggestions == []
    [load] = [sign for sign in stall["signs"] if sign["sign"] == "load"]
    assert not load["holds"]
    assert load["sentence"].startswith("Weeks have not felt heavy")
    assert all(check_in["felt"] and not check_in["note"] for check_in in seen)


def test_reminders_begin_after_the_demo_and_the_owner_is_owner_alone(app, few):
    with time_machine.travel(WEDNESDAY, tick=False):
        assert demo(app).exit_code == 0
        owner = caller(app, "owner@demo.example")
        assert owner.get("/me").json["roles"] == ["owner"]
        assert len(owner.get("/people?limit=100").json["items"]) == len(few) + 2
        reminder = caller(app, THE_CLIENT.address).get("/nudge-preferences").json
    assert (reminder["on"], reminder["at_local"]) == (True, "16:00")
    with app.app_context():
        planned = db.session.scalars(sa.select(db.metadata.tables["nudge_plan"].c.next_at)).all()
    assert len(planned) == sum(client.reminder is not None for client in few) > 1
    assert min(planned) > WEDNESDAY


def test_an_interrupted_demo_leaves_nothing_behind(app, few, monkeypatch):
    before, looks = everything(app), []

    def interrupt_the_second(now):
        looks.append(everyone())
        if len(looks) > 1:
            raise KeyboardInterrupt
        return draft_suggestions(now)

    monkeypatch.setattr(services, "draft_suggestions", interrupt_the_second)
    assert demo(app).exit_code != 0
    assert looks == [len(few) + 2] * 2
    assert everything(app) == before


def test_it_refuses_a_database_that_has_people(app):
    a_circle(app)
    before = everything(app)
    for arguments in ([], ["--if-missing"]):
        refused = demo(app, *arguments)
        assert refused.exit_code == 1
        assert "This database already has people." in refused.output
    assert everything(app) == before


def test_made_once_it_is_not_made_again(app, few):
    assert demo(app).exit_code == 0
    before = everything(app)
    assert demo(app).exit_code == 1
    assert demo(app, "--if-missing").exit_code == 0
    assert everything(app) == before


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_a_story_ends_yesterday_and_is_always_the_same(client):
    today = clock.now().date()
    story = story_of(client, today)
    assert story == story_of(client, today)
    assert story == sorted(story, key=lambda event: event.at)
    assert localtime.local_day(max(event.at for event in story), client.zone) < today
