"""What comes late, twice, from a wrong clock or with a wrong id: each has its answer, over HTTP."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from tests.factories import a_check_in, a_goal, checked_in, problem_fields, rows, today_of


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set: Monday 23 November 2026, noon in London."""
    return circle


def instant(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_five_hundred_late_check_ins_in_any_order_are_five_hundred_rows_that_all_count(app, time, circle):
    goal = a_goal(circle.client, weeks_ago=80)
    today = today_of(circle.client)
    sent = {}
    for number in range(500):
        on = today - timedelta(days=number)
        recorded_at = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
        sent[uuid5(circle.client.id, str(on))] = a_check_in(
            goal, on, recorded_at=instant(recorded_at), note=f"Day {number}", source="outbox"
        )
    order = list(sent)
    random.Random(3).shuffle(order)
    statuses = [circle.client.put(f"/check-ins/{one}", sent[one]).status_code for one in order]
    # One in ten answers was lost: the phone sends those again.
    again = [circle.client.put(f"/check-ins/{one}", sent[one]).status_code for one in order[::10]]
    assert set(statuses) == {201}
    assert set(again) == {200}
    found = rows(app, "check_in")
    assert len(found) == 500
    assert all(row.counts for row in found)
    told = circle.client.get(f"/goals/{goal['id']}/progress").json
    assert told["adherence"] == {"kept": 12, "of": 12, "unit": "weeks"}
    days, cursor = [], ""
    while cursor is not None:
        page = circle.client.get(f"/goals/{goal['id']}/check-ins?limit=100{cursor}").json
        days += [item["happened_on"] for item in page["items"]]
        cursor = page["next"] and f"&cursor={page['next']}"
    assert days == [str(today - timedelta(days=number)) for number in range(500)]


def test_the_same_id_for_another_goal_is_refused_and_the_first_stays(app, circle):
    goal, other, made = a_goal(circle.client), a_goal(circle.client), uuid4()
    today = today_of(circle.client)
    first = checked_in(circle.client, goal, today, made, note="First")
    answer = circle.client.put(f"/check-ins/{made}", a_check_in(other, today, note="Second"))
    assert answer.status_code == 409
    assert problem_fields(answer) == []
    assert circle.client.get(f"/check-ins/{made}").json == first | {"replies": []}
    assert circle.client.get(f"/goals/{other['id']}/check-ins").json["items"] == []


def test_the_same_id_from_another_client_is_refused_like_any_other(app, circle):
    made, today = uuid4(), today_of(circle.client)
    checked_in(circle.client, a_goal(circle.client), today, made)
    siblings = a_goal(circle.sibling)
    assert circle.sibling.put(f"/check-ins/{made}", a_check_in(siblings, today)).status_code == 409
    assert circle.sibling.get(f"/check-ins/{made}").status_code == 404
    assert len(rows(app, "check_in")) == 1


@pytest.mark.parametrize("ahead", [{"minutes": 3}, {"days": 2}, {"days": 36_500}], ids=str)
def test_a_phone_clock_in_the_future_counts_as_now(time, circle, ahead):
    goal, today = a_goal(circle.client), today_of(circle.client)
    recorded_at = instant(time.now + timedelta(**ahead))
    fast = checked_in(circle.client, goal, today, outcome="not", recorded_at=recorded_at)
    assert fast["recorded_at"] == "2026-11-23T12:00:00.000000Z"
    time.pass_by(minutes=1)
    true = checked_in(circle.client, goal, today, recorded_at=instant(time.now))
    items = circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert {item["id"]: item["counts"] for item in items} == {fast["id"]: False, true["id"]: True}


def test_a_day_that_has_not_come_is_refused_by_its_field_wherever_the_phones_clock_stands(time, circle):
    goal, today = a_goal(circle.client), today_of(circle.client)
    for days in (1, 2, 400):
        ahead = instant(time.now + timedelta(days=days))
        body = a_check_in(goal, today + timedelta(days=days), recorded_at=ahead)
        answer = circle.client.put(f"/check-ins/{uuid4()}", body)
        assert (answer.status_code, problem_fields(answer)) == (422, ["happened_on"])


def test_a_day_that_began_where_the_client_just_was_stays_open_after_the_flight(app, time, circle):
    """They check in on Tuesday morning in Auckland, offline, and land on Monday morning in Los Angeles."""
    goal, client = a_goal(circle.client), circle.client
    client.patch("/me", {"zone": "Pacific/Auckland"})
    time.set(datetime(2026, 11, 23, 20, tzinfo=UTC), client)
    assert str(today_of(client)) == "2026-11-24"
    body = a_check_in(goal, "2026-11-24", recorded_at=instant(time.now), source="outbox")
    time.set(datetime(2026, 11, 24, 5, tzinfo=UTC), client)
    client.patch("/me", {"zone": "America/Los_Angeles"})
    assert str(today_of(client)) == "2026-11-23"
    answer = client.put(f"/check-ins/{uuid4()}", body)
    assert (answer.status_code, answer.json["happened_on"]) == (201, "2026-11-24")
    assert client.get("/today").status_code == 200
    assert client.get(f"/goals/{goal['id']}/progress").status_code == 200
    time.pass_by(client, days=5)
    too_early = a_check_in(goal, today_of(client) + timedelta(days=1))
    assert client.put(f"/check-ins/{uuid4()}", too_early).status_code == 422, "they have long arrived"


def test_a_flight_east_closes_no_day_early(time, circle):
    """On Monday evening in London they land on Tuesday in Auckland: Monday can still be told, and is theirs."""
    goal, client = a_goal(circle.client), circle.client
    time.set(datetime(2026, 11, 23, 20, tzinfo=UTC), client)
    client.patch("/me", {"zone": "Pacific/Auckland"})
    assert str(today_of(client)) == "2026-11-24"
    told = checked_in(client, goal, "2026-11-23")
    assert told["counts"] is True
    strip = {one["on"]: one["logged"] for one in client.get("/today").json["strip"]}
    assert (strip["2026-11-23"], strip["2026-11-24"]) == (1, 0)


def test_an_undone_check_in_is_not_brought_back_by_the_outbox(time, circle):
    goal, made = a_goal(circle.client), UUID(int=77)
    body = a_check_in(goal, today_of(circle.client), recorded_at=instant(time.now))
    circle.client.put(f"/check-ins/{made}", body)
    time.pass_by(minutes=5)
    assert circle.client.delete(f"/check-ins/{made}").status_code == 204
    assert circle.client.put(f"/check-ins/{made}", body).status_code == 410
    assert circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"] == []
