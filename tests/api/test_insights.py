"""What the last weeks of a client's goals look like, all of them in one answer."""

from datetime import timedelta

import sqlalchemy as sa

from api.checkins.models import CheckIn
from api.db import db
from tests.factories import a_goal, a_plan, agreed, checked_in, today_of, weeks_of_check_ins

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def insights(caller):
    answer = caller.get("/insights")
    assert answer.status_code == 200
    return answer.json


def test_they_tell_of_each_active_goal_what_its_own_page_tells(circle):
    client, today = circle.client, today_of(circle.client)
    older, newer = (a_goal(client, title=title, plan=a_plan(today - 20 * WEEK)) for title in ("Walk", "Read"))
    weeks_of_check_ins(client, older)
    told = insights(client)
    assert told["as_of"] == str(today)
    assert [each["goal"] for each in told["items"]] == [
        {"id": goal["id"], "title": goal["title"]} for goal in (newer, older)
    ]
    for each in told["items"]:
        progress = client.get(f"/goals/{each['goal']['id']}/progress").json
        assert (each["adherence"], each["calendar"]) == (progress["adherence"], progress["calendar"])
        assert each["begun_on"] == progress["plan"][0]["on"] == str(today - 20 * WEEK)


def test_they_tell_what_was_felt_and_in_the_way_of_the_check_ins_that_count(circle):
    client, today = circle.client, today_of(circle.client)
    agreed(client)
    goal = a_goal(client, plan=a_plan(today - 20 * WEEK))
    checked_in(client, goal, today - 2 * DAY, felt="hard")
    checked_in(client, goal, today - 2 * DAY, felt="good", obstacles=["time", "people"])
    checked_in(client, goal, today - 3 * DAY, obstacles=["money"])
    checked_in(client, goal, today - DAY)
    checked_in(client, goal, today - 83 * DAY, felt="okay")
    checked_in(client, goal, today - 84 * DAY, felt="great")
    [told] = insights(client)["items"]
    assert told["said"] == [
        {"happened_on": str(today - 83 * DAY), "felt": "okay", "obstacles": []},
        {"happened_on": str(today - 3 * DAY), "felt": None, "obstacles": ["money"]},
        {"happened_on": str(today - 2 * DAY), "felt": "good", "obstacles": ["time", "people"]},
    ]


def test_goals_that_rest_or_ended_and_those_of_others_are_left_out(circle):
    client, today = circle.client, today_of(circle.client)
    a_goal(client, plan=a_plan(today + WEEK))
    for status in ("on_hold", "achieved", "let_go"):
        goal = a_goal(client)
        assert client.patch(f"/goals/{goal['id']}", {"status": status}, etag=goal["etag"]).status_code == 200
    kept_to_oneself = a_goal(client, private=True)
    assert [each["goal"]["id"] for each in insights(client)["items"]] == [kept_to_oneself["id"]]
    assert insights(circle.sibling)["items"] == []


def test_no_feeling_is_told_whose_keeping_is_not_agreed_to(app, circle):
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client)
    checked_in(client, goal, today, obstacles=["time"])
    checked_in(client, goal, today - DAY)
    with app.app_context():
        # As an old copy may bring it back.
        db.session.execute(sa.update(CheckIn).values(felt="good"))
        db.session.commit()
    [told] = insights(client)["items"]
    assert told["said"] == [{"happened_on": str(today), "felt": None, "obstacles": ["time"]}]
