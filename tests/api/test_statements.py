"""SQL statements a request, the one that signs in included: counted, so that none grows with what there is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.sql.elements import BinaryExpression

from tests.authenticators import add_passkey
from tests.factories import (
    a_check_in,
    a_goal,
    a_member,
    a_metric_plan,
    a_plan,
    a_suggestion,
    a_template,
    agreed,
    assess,
    checked_in,
    posted,
    shared,
    statements,
    today_of,
)


@pytest.fixture
def count(app):
    """Give a function that says how many statements a call runs, and fails unless it went well."""

    def counted(call, *more, **named):
        with statements(app) as seen:
            answer = call(*more, **named)
        assert answer.status_code < 300, answer.json
        counted.seen = seen
        return len(seen)

    return counted


def test_a_check_in_takes_at_most_six_statements(circle, count):
    agreed(circle.client)
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client)
    waiting = a_goal(client, plan=a_plan(today + timedelta(days=30)))
    made, moved = uuid4(), uuid4()
    full = {"note": "x", "felt": "good", "obstacles": ["time"], "value": 1.5}
    first = a_check_in(goal, today, **full)
    earlier = "2026-01-05T07:00:00Z"
    counts = {
        "new": count(client.put, f"/check-ins/{made}", first),
        "replayed": count(client.put, f"/check-ins/{made}", first),
        "edited": count(client.put, f"/check-ins/{made}", first | {"outcome": "partly"}),
        "of a goal that waited": count(client.put, f"/check-ins/{uuid4()}", a_check_in(waiting, today)),
        "another of the day": count(client.put, f"/check-ins/{uuid4()}", first),
        "an older one of the day": count(
            client.put, f"/check-ins/{uuid4()}", first | {"recorded_at": earlier}
        ),
        "an older edit": count(client.put, f"/check-ins/{made}", first | {"recorded_at": earlier}),
    }
    there, here = today - timedelta(days=3), today - timedelta(days=4)
    checked_in(client, goal, there, moved)
    counts["moved to another day"] = count(client.put, f"/check-ins/{moved}", a_check_in(goal, here))
    assert max(counts.values()) <= 6, counts


def test_a_check_in_moved_onto_anothers_day_takes_one_more(circle, count):
    client, today = circle.client, today_of(circle.client)
    goal, moved = a_goal(client), uuid4()
    checked_in(client, goal, today - timedelta(days=1))
    checked_in(client, goal, today, moved)
    assert count(client.put, f"/check-ins/{moved}", a_check_in(goal, today - timedelta(days=1))) <= 7


def test_what_is_asked_most_often_builds_no_sql(circle, monkeypatch):
    agreed(circle.client)
    client, today = circle.client, today_of(circle.client)
    goal = a_goal(client)
    calls = [
        lambda: client.put(f"/check-ins/{uuid4()}", a_check_in(goal, today, note="x")),
        lambda: client.put(f"/check-ins/{uuid4()}", a_check_in(goal, today - timedelta(days=1), note="x")),
        lambda: client.get("/today"),
        lambda: client.get(f"/goals/{goal['id']}/check-ins?limit=20"),
        lambda: circle.coach.get(f"/goals/{goal['id']}/check-ins?limit=20"),
    ]
    for call in calls:
        assert call().status_code < 300
    built = []
    init = BinaryExpression.__init__

    def noted(self, *more, **named):
        init(self, *more, **named)
        built.append(self)

    monkeypatch.setattr(BinaryExpression, "__init__", noted)
    for call in calls:
        call()
    assert built == []


def a_full_life(circle, goals: int) -> None:
    """So many goals of every kind, with milestones, check-ins, a pause, a re-plan, an appointment."""
    client, today = circle.client, today_of(circle.client)
    for number in range(goals):
        kind = ("habit", "metric", "steps")[number % 3]
        goal = a_goal(client, kind=kind, priority=number == 0)
        for position in range(2):
            step = {"title": "x", "position": position, "due_on": str(today + timedelta(days=position))}
            client.put(f"/goals/{goal['id']}/milestones/{uuid4()}", step)
        checked_in(client, goal, today - timedelta(days=number % 5), value=2, note="x")
        client.put(
            f"/skips/{uuid4()}", {"goal_id": goal["id"], "from_on": "2026-03-02", "until_on": "2026-03-08"}
        )
        plan = a_metric_plan(today) if kind == "metric" else a_plan(today)
        assert client.post(f"/goals/{goal['id']}/plans", plan).status_code == 201
    meeting = {"client_id": str(client.id), "starts_at": "2090-01-05T07:00:00Z", "place": "x"}
    posted(circle.coach, "/appointments", meeting)


@pytest.mark.parametrize("goals", [0, 1, 12])
def test_today_takes_five_statements_whatever_there_is(circle, count, goals):
    agreed(circle.client)
    a_full_life(circle, goals)
    assert count(circle.client.get, "/today") <= 5, "\n\n".join(count.seen)
    yesterday = today_of(circle.client) - timedelta(days=1)
    assert count(circle.client.get, f"/today?on={yesterday}") <= 5


def test_insights_take_as_many_statements_for_twelve_goals_as_for_three(circle, count):
    agreed(circle.client)
    a_full_life(circle, 3)
    for_three = count(circle.client.get, "/insights")
    a_full_life(circle, 9)
    assert len(circle.client.get("/insights").json["items"]) == 12
    assert count(circle.client.get, "/insights") == for_three <= 9, "\n\n".join(count.seen)


def lists(circle, goal, check_in):
    client, coach, owner = circle.client, circle.coach, circle.owner
    return [
        (owner, "/people"),
        (coach, "/people"),
        (owner, "/engagements"),
        (owner, "/people?without_coach=true"),
        (owner, "/invitations"),
        (client, "/goals"),
        (coach, f"/goals?client_id={client.id}"),
        (client, f"/goals/{goal['id']}/check-ins"),
        (coach, f"/goals/{goal['id']}/check-ins"),
        (coach, f"/check-ins/{check_in['id']}/replies"),
        (coach, f"/goals/{goal['id']}/adaptations"),
        (client, "/skips"),
        (client, "/nudges"),
        (client, "/suggestions"),
        (coach, "/suggestions"),
        (coach, "/caseload"),
        (coach, f"/clients/{client.id}/notes"),
        (client, "/access-log"),
        (client, "/appointments"),
        (coach, "/appointments"),
        (coach, "/goal-templates"),
        (coach, "/programmes"),
        (client, "/enrolments"),
        (coach, "/enrolments"),
        (client, "/helplines"),
        (client, "/sessions"),
        (client, "/passkeys"),
        (client, "/api-tokens"),
        (client, "/exports"),
        (client, "/providers"),
        (coach, f"/obstacle-pulses?client_id={client.id}"),
        (coach, f"/stall-episodes?goal_id={goal['id']}"),
        (client, "/push-subscriptions"),
        (coach, "/mail-refusals"),
    ]


def a_little_of_everything(app, circle, goal, check_in, number):
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    other = a_member(app, circle.owner, f"Client{number}", "client", coach=coach)
    for whose in (client, other):
        meeting = {"client_id": str(whose.id), "starts_at": "2090-01-05T07:00:00Z", "place": "x"}
        posted(coach, "/appointments", meeting)
    template = posted(coach, "/goal-templates", a_template(milestones=[{"title": "x"}]))["id"]
    steps = [{"template_id": template, "release": name} for name in ("at_once", "completion")]
    programme = posted(coach, "/programmes", {"title": "x", "steps": steps})["id"]
    for whose in (client, other):
        posted(coach, f"/programmes/{programme}/enrolments", {"client_id": str(whose.id)})
    checked_in(client, goal, today - timedelta(days=1 + number), note="x")
    a_suggestion(app, a_goal(coach, other), "offered")
    for by in (client, coach):
        answer = by.put(f"/check-ins/{check_in['id']}/replies/{uuid4()}", {"text": "x"})
        assert answer.status_code == 201
    add_passkey(client)
    posted(client, "/api-tokens", {"name": "x", "scopes": ["read"]})
    client.post("/exports", {})
    tried = {"kind": "strategy", "on": str(today), "note": "x"}
    client.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", tried)
    client.put(f"/skips/{uuid4()}", {"from_on": "2026-03-02", "until_on": "2026-03-08", "reason": "x"})


def test_a_list_takes_at_most_four_statements_whatever_its_length(app, circle, count):
    agreed(circle.client)
    shared(circle.client)
    goal = a_goal(circle.client)
    check_in = checked_in(circle.client, goal, today_of(circle.client))
    a_suggestion(app, goal, "offered")

    def all_counts():
        return {(path, who.email): count(who.get, path) for who, path in lists(circle, goal, check_in)}

    few = all_counts()
    for number in range(3):
        a_little_of_everything(app, circle, goal, check_in, number)
    many = all_counts()
    assert {key: number for key, number in many.items() if number > 4} == {}
    assert {key: (few[key], many[key]) for key in few if many[key] > max(few[key], 4)} == {}


def test_every_list_is_counted(app, circle):
    goal = a_goal(circle.client)
    check_in = checked_in(circle.client, goal, today_of(circle.client))
    bound = app.url_map.bind("")
    counted = {bound.match("/api/v1" + path.split("?")[0])[0] for _, path in lists(circle, goal, check_in)}
    document = circle.client.open("/api/v1/openapi.json").json
    paged = {
        path.format(goal_id=goal["id"], check_in_id=check_in["id"], client_id=circle.client.id)
        for path, operations in document["paths"].items()
        for parameter in operations.get("get", {}).get("parameters", ())
        if parameter.get("name") == "limit" and "what-my-coach-sees" not in path
    }
    # What a coach sees is told by many lists at once, and counted in test_what_my_coach_sees.py.
    assert len(paged) > 12
    assert {bound.match(path)[0] for path in paged} <= counted


def test_the_caseload_costs_the_same_for_three_clients_and_for_forty(app, circle, count):
    counts = []
    # The first read of an hour is put on record; the others find it there.
    circle.coach.get("/caseload")
    for more in (1, 37):
        for _ in range(more):
            client = a_member(app, circle.owner, f"Client{uuid4().hex}", "client", coach=circle.coach)
            checked_in(client, a_goal(client), today_of(client))
        assess(app)
        counts.append(count(circle.coach.get, "/caseload?limit=100"))
        assert circle.coach.get("/caseload?limit=100").json["items"][-1]["goals"] in {0, 1}
    assert counts[0] == counts[1] <= 4
    assert len(circle.coach.get("/caseload?limit=100").json["items"]) == 40


def test_the_inbox_costs_the_same_for_one_card_and_for_forty(app, circle, count):
    counts = []
    for more in (1, 39):
        for _ in range(more):
            client = a_member(app, circle.owner, f"Client{uuid4().hex}", "client", coach=circle.coach)
            said = checked_in(client, a_goal(client), today_of(client))
            assert client.put(f"/check-ins/{said['id']}/replies/{uuid4()}", {"text": "x"}).status_code == 201
            assert client.post("/suggestions", {"client_id": str(client.id)}).status_code == 201
        # The first read of an hour is put on record; the others find it there.
        circle.coach.get("/triage")
        counts.append(count(circle.coach.get, "/triage"))
    assert counts[0] == counts[1] <= 5
    told = circle.coach.get("/triage").json
    assert (len(told["items"]), told["more"], len(told["replies"])) == (10, 30, 40)
