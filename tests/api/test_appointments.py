"""Appointments, and the calendar feed in which they can be followed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.factories import (
    a_goal,
    a_member,
    at_once,
    posted,
    problem_fields,
    rows,
)
from tests.leaving import left, stopped_working_together


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set."""
    return circle


def an_appointment(circle, starts_at="2026-11-25T09:00:00Z", **fields):
    body = {"client_id": str(circle.client.id), "starts_at": starts_at} | fields
    return posted(circle.coach, "/appointments", body)


def listed(caller, query=""):
    return [item["id"] for item in caller.get(f"/appointments{query}").json["items"]]


def test_a_coach_arranges_one_and_both_see_it(circle):
    made = an_appointment(circle, minutes=45, place="Room 4")
    assert made == {
        "id": made["id"],
        "client_id": str(circle.client.id),
        "coach_id": str(circle.coach.id),
        "starts_at": "2026-11-25T09:00:00.000000Z",
        "minutes": 45,
        "place": "Room 4",
        "attended": None,
        "etag": '"1"',
    }
    for reader in (circle.client, circle.coach):
        answer = reader.get(f"/appointments/{made['id']}")
        assert answer.json | {"etag": answer.headers["ETag"]} == made
        assert listed(reader) == [made["id"]]


def test_the_place_is_sealed_where_it_is_kept(app, circle):
    an_appointment(circle, place="SECRET place")
    [row] = rows(app, "appointment")
    assert b"SECRET" not in bytes(row.place)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_at": None}, "starts_at"),
        ({"starts_at": "2026-11-25T09:00:00"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59-12:00"}, "starts_at"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"place": "x" * 301}, "place"),
        ({"client_id": "nobody"}, "client_id"),
    ],
)
def test_what_cannot_be_arranged_is_refused_by_its_field(circle, wrong, field):
    body = {"client_id": str(circle.client.id), "starts_at": "2026-11-25T09:00:00Z"} | wrong
    answer = circle.coach.post("/appointments", body)
    assert (answer.status_code, problem_fields(answer)) == (422, [field])


def test_moving_one_needs_the_version_that_was_read(circle):
    made = an_appointment(circle)
    where, moved = f"/appointments/{made['id']}", {"starts_at": "2026-11-26T10:00:00Z"}
    assert circle.coach.patch(where, moved).status_code == 428
    answer = circle.coach.patch(where, moved, etag=made["etag"])
    assert (answer.status_code, answer.json["starts_at"]) == (200, "2026-11-26T10:00:00.000000Z")
    assert answer.headers["ETag"] == '"2"'
    assert circle.coach.patch(where, {"minutes": 30}, etag=made["etag"]).status_code == 412
    assert circle.coach.delete(where, etag=made["etag"]).status_code == 412
    assert circle.coach.delete(where).status_code == 428


def test_of_eight_changes_at_once_one_wins(circle):
    made = an_appointment(circle)
    where = f"/appointments/{made['id']}"
    answers = at_once(
        8, lambda n: circle.coach.patch(where, {"minutes": 30 + n}, etag=made["etag"]).status_code
    )
    assert sorted(answers) == [200] + [412] * 7


def test_whether_it_took_place_is_known_only_once_it_has_begun(time, circle):
    made = an_appointment(circle)
    where = f"/appointments/{made['id']}"
    early = circle.coach.patch(where, {"attended": True}, etag='"1"')
    assert (early.status_code, problem_fields(early)) == (422, ["attended"])
    time.pass_by(circle.coach, circle.client, days=3)
    assert circle.coach.patch(where, {"attended": True}, etag='"1"').json["attended"] is True
    assert circle.coach.patch(where, {"attended": None}, etag='"2"').json["attended"] is None
    circle.coach.patch(where, {"attended": False}, etag='"3"')
    moved = circle.coach.patch(where, {"starts_at": "2026-12-01T09:00:00Z"}, etag='"4"')
    assert (moved.status_code, moved.json["attended"]) == (200, None), "it is still to come again"
    both = {"starts_at": "2026-12-02T09:00:00Z", "attended": True}
    assert circle.coach.patch(where, both, etag='"5"').status_code == 422


def test_a_cancelled_one_is_nowhere(circle):
    made = an_appointment(circle)
    where = f"/appointments/{made['id']}"
    assert circle.coach.delete(where, etag='"1"').status_code == 204
    for caller in (circle.coach, circle.client):
        assert caller.get(where).status_code == 404
        assert listed(caller) == []
    assert circle.client.get("/today").json["next_appointment"] is None
    assert circle.coach.delete(where, etag='"2"').status_code == 404


def test_a_client_changes_none(circle):
    where = f"/appointments/{an_appointment(circle)['id']}"
    assert circle.client.patch(where, {"minutes": 30}, etag='"1"').status_code == 403
    assert circle.client.delete(where, etag='"1"').status_code == 403
    body = {"client_id": str(circle.client.id), "starts_at": "2026-11-25T09:00:00Z"}
    assert circle.client.post("/appointments", body).status_code == 403


def test_a_coach_who_is_also_a_client_leaves_their_own_to_their_coach(app, circle):
    both = a_member(app, circle.owner, "Both", "coach", "client", coach=circle.coach)
    body = {"client_id": str(both.id), "starts_at": "2026-11-25T09:00:00Z"}
    assert both.post("/appointments", body).status_code == 403
    made = posted(circle.coach, "/appointments", body)
    assert listed(both) == [made["id"]]
    assert both.patch(f"/appointments/{made['id']}", {"minutes": 30}, etag='"1"').status_code == 403


def test_they_are_listed_in_the_order_in_which_they_come(circle):
    third = an_appointment(circle, "2026-12-03T09:00:00Z")["id"]
    first = an_appointment(circle, "2026-12-01T09:00:00+05:30")["id"]
    second = an_appointment(circle, "2026-12-01T09:00:00Z")["id"]
    body = {"client_id": str(circle.sibling.id), "starts_at": "2026-12-02T09:00:00Z"}
    siblings = posted(circle.coach, "/appointments", body)["id"]
    assert listed(circle.client) == [first, second, third]
    assert listed(circle.coach) == [first, second, siblings, third]
    assert listed(circle.coach, f"?client_id={circle.sibling.id}") == [siblings]
    assert listed(circle.client, "?from_at=2026-12-01T09:00:00Z") == [second, third]
    page = circle.client.get("/appointments?limit=2").json
    rest = circle.client.get(f"/appointments?limit=2&cursor={page['next']}").json
    assert [item["id"] for item in page["items"] + rest["items"]] == [first, second, third]
    assert listed(circle.sibling) == [siblings]
    assert listed(circle.outsider) == listed(circle.former) == listed(circle.foreign_coach) == []


def test_today_tells_the_next_one_until_it_is_under_way(time, circle):
    an_appointment(circle, "2026-11-20T09:00:00Z")
    later = an_appointment(circle, "2026-11-27T09:00:00Z", place="Room 4")
    sooner = an_appointment(circle, "2026-11-24T09:00:00Z")
    told = circle.client.get("/today").json["next_appointment"]
    assert told == {"id": sooner["id"], "starts_at": sooner["starts_at"], "minutes": 60, "place": None}
    time.set(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), circle.client)
    assert circle.client.get("/today").json["next_appointment"]["id"] == sooner["id"]
    time.set(datetime(2026, 11, 24, 10, 30, tzinfo=UTC), circle.client)
    told = circle.client.get("/today").json["next_appointment"]
    assert (told["id"], told["place"]) == (later["id"], "Room 4")
    assert circle.sibling.get("/today").json["next_appointment"] is None


# The calendar feed


def a_feed(caller, **fields):
    """Give the path of a new feed."""
    url = posted(caller, "/calendar-feed", fields)["url"]
    assert url.startswith("http://127.0.0.1:8000/calendar/")
    assert url.endswith(".ics")
    return url.removeprefix("http://127.0.0.1:8000")


def events(circle, path):
    answer = circle.anyone.open(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_a_calendar_reads_the_feed_without_a_cookie(circle):
    made = an_appointment(circle, "2026-11-25T09:00:00Z", minutes=45)
    [event] = events(circle, a_feed(circle.client)).values()
    assert event["uid"] == f"appointment-{made['id']}@waymark"
    assert event["dtstart"].dt == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2026, 11, 25, 9, 45, tzinfo=UTC)
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")


def test_the_uid_stays_and_the_sequence_rises_with_every_change(circle):
    made = an_appointment(circle)
    path, where = a_feed(circle.client), f"/appointments/{made['id']}"
    seen = [events(circle, path)]
    circle.coach.patch(where, {"starts_at": "2026-11-26T10:00:00Z"}, etag='"1"')
    seen.append(events(circle, path))
    circle.coach.patch(where, {"minutes": 30}, etag='"2"')
    seen.append(events(circle, path))
    circle.coach.delete(where, etag='"3"')
    seen.append(events(circle, path))
    assert len({tuple(each) for each in seen}) == 1
    [told] = zip(*(each.values() for each in seen), strict=True)
    assert [event["sequence"] for event in told] == [0, 1, 2, 3]
    assert [event["status"] for event in told] == ["CONFIRMED"] * 3 + ["CANCELLED"]


def test_names_titles_and_places_are_told_only_when_asked_for(circle):
    an_appointment(circle, place="SECRET place")
    goal = a_goal(circle.client)
    step = {"title": "SECRET step", "due_from": "2026-12-01", "due_on": "2026-12-04"}
    circle.client.put(f"/goals/{goal['id']}/milestones/{uuid4()}", step)
    bare = circle.anyone.open(a_feed(circle.client)).get_data(as_text=True)
    assert "SECRET" not in bare
    assert "Coach" not in bare.replace("Coaching", "")
    told = circle.anyone.open(a_feed(circle.client, titles=True)).get_data(as_text=True)
    assert "LOCATION:SECRET place" in told
    assert "SUMMARY:SECRET step" in told
    assert "SUMMARY:Coaching with Coach" in told
    for_coach = circle.anyone.open(a_feed(circle.coach, titles=True)).get_data(as_text=True)
    assert "SUMMARY:Coaching with Client" in for_coach
    assert "SECRET step" not in for_coach


def test_milestones_to_come_are_whole_days_and_leave_once_reached(circle):
    goal, step_id = a_goal(circle.client), uuid4()
    where = f"/goals/{goal['id']}/milestones/{step_id}"
    step = {"title": "x", "due_from": "2026-12-01", "due_on": "2026-12-04"}
    circle.client.put(where, step)
    path = a_feed(circle.client)
    [event] = events(circle, path).values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 1), date(2026, 12, 5))
    assert (event["uid"], event["sequence"]) == (f"milestone-{step_id}@waymark", 0)
    circle.client.put(where, step | {"due_on": "2100-12-31"})
    [event] = events(circle, path).values()
    assert (event["dtend"].dt, event["sequence"]) == (date(2101, 1, 1), 1)
    circle.client.put(where, step | {"reached_on": "2026-11-20"})
    assert events(circle, path) == {}


def test_another_feed_ends_the_first_and_only_a_hash_is_kept(app, circle):
    first, second = a_feed(circle.client), a_feed(circle.client)
    assert circle.anyone.open(first).status_code == 404
    assert circle.anyone.open(second).status_code == 200
    [feed] = rows(app, "calendar_feed")
    token = second.removeprefix("/calendar/").removesuffix(".ics")
    assert token.encode() not in bytes(feed.token_hash)
    assert circle.client.delete("/calendar-feed").status_code == 204
    assert circle.anyone.open(second).status_code == 404
    assert circle.client.delete("/calendar-feed").status_code == 204


def test_a_token_that_nobody_has_is_not_there(circle):
    for token in ("x", "a" * 43, "%00", "ä"):
        answer = circle.anyone.open(f"/calendar/{token}.ics")
        assert answer.status_code == 404


@pytest.mark.parametrize("who", ["client", "coach"])
def test_the_feed_of_somebody_who_left_is_not_there(circle, who):
    an_appointment(circle)
    path = a_feed(getattr(circle, who))
    left(getattr(circle, who))
    assert circle.anyone.open(path).status_code == 404


def test_a_client_who_left_is_gone_from_the_coachs_feed(circle):
    an_appointment(circle)
    path = a_feed(circle.coach)
    assert len(events(circle, path)) == 1
    left(circle.client)
    assert events(circle, path) == {}


def test_a_coach_no_longer_follows_whom_they_no_longer_coach(circle):
    an_appointment(circle)
    path = a_feed(circle.coach, titles=True)
    stopped_working_together(circle.coach, circle.client)
    assert events(circle, path) == {}
    assert len(events(circle, a_feed(circle.client))) == 1


def test_a_feed_reaches_back_ninety_days(circle):
    an_appointment(circle, "2026-08-20T09:00:00Z")
    recent = an_appointment(circle, "2026-09-20T09:00:00Z")
    assert list(events(circle, a_feed(circle.client))) == [f"appointment-{recent['id']}@waymark"]


@pytest.mark.parametrize(
    ("starts_at", "local", "ends_local"),
    [
        # The clocks of London go back at 02:00 on 25 October 2026, and forward at 01:00 on 28 March 2027.
        ("2026-10-25T00:30:00Z", (2026, 10, 25, 1, 30), (2026, 10, 25, 1, 30)),
        ("2026-10-26T09:00:00Z", (2026, 10, 26, 9, 0), (2026, 10, 26, 10, 0)),
        ("2027-03-28T00:30:00Z", (2027, 3, 28, 0, 30), (2027, 3, 28, 2, 30)),
        ("2027-03-29T08:00:00Z", (2027, 3, 29, 9, 0), (2027, 3, 29, 10, 0)),
    ],
)
def test_an_hour_is_an_hour_where_the_clocks_change(circle, starts_at, local, ends_local):
    an_appointment(circle, starts_at, minutes=60)
    [event] = events(circle, a_feed(circle.client)).values()
    london = ZoneInfo("Europe/London")
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)
    starts, ends = (event[name].dt.astimezone(london) for name in ("dtstart", "dtend"))
    assert starts.timetuple()[:5] == local
    assert ends.timetuple()[:5] == ends_local
