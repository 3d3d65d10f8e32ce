"""How many SQL statements an answer costs: a fixed few, whatever the number of rows."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    a_check_in,
    a_goal,
    a_member,
    agreed,
    assess,
    checked_in,
    statements,
    today_of,
)

MOST = 6


def count(app, call) -> int:
    call()  # keys are in the ring from here on
    with statements(app) as seen:
        answer = call()
    assert answer.status_code in {200, 201}, answer.json
    return len(seen)


def test_a_check_in_is_saved_with_a_few_statements(app, circle):
    agreed(circle.client)
    goal, today = a_goal(circle.client), today_of(circle.client)
    made = uuid4()

    def new():
        return circle.client.put(f"/check-ins/{uuid4()}", a_check_in(goal, today, note="x", felt="good"))

    def again():
        return circle.client.put(f"/check-ins/{made}", a_check_in(goal, today - timedelta(days=1)))

    counts = {"new": count(app, new), "again": count(app, again)}
    print("PUT /check-ins:", counts)
    assert max(counts.values()) <= MOST


@pytest.mark.parametrize(
    "path", ["goals", "today", "check-ins", "adaptations", "skips", "suggestions", "engagements", "people"]
)
def test_a_list_costs_the_same_however_long_it_is(app, circle, path):
    goal, today = a_goal(circle.client), today_of(circle.client)
    caller, address = {
        "goals": (circle.client, "/goals"),
        "today": (circle.client, "/today"),
        "check-ins": (circle.client, f"/goals/{goal['id']}/check-ins"),
        "adaptations": (circle.client, f"/goals/{goal['id']}/adaptations"),
        "skips": (circle.client, "/skips"),
        "suggestions": (circle.coach, "/suggestions"),
        "engagements": (circle.owner, "/engagements"),
        "people": (circle.owner, "/people"),
    }[path]
    counts = []
    for round_ in range(2):
        for index in range(1 + 8 * round_):
            a_goal(circle.client)
            checked_in(circle.client, goal, today - timedelta(days=index + round_))
            excused = {"from_on": "2100-01-01", "until_on": "2100-01-02"}
            assert circle.client.put(f"/skips/{uuid4()}", excused).status_code == 201
            tried = {"kind": "goal", "on": str(today)}
            assert circle.client.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", tried).status_code == 201
        counts.append(count(app, lambda: caller.get(address)))
    print(f"GET {address.split('/')[-1]}:", counts)
    assert counts[0] == counts[1]
    assert counts[0] <= (MOST if path != "today" else 12)


def test_the_caseload_costs_the_same_for_three_clients_and_for_forty(app, circle):
    counts = []
    for more in (1, 37):
        for _ in range(more):
            client = a_member(app, circle.owner, f"Client{uuid4().hex}", "client", coach=circle.coach)
            checked_in(client, a_goal(client), today_of(client))
        assess(app)
        counts.append(count(app, lambda: circle.coach.get("/caseload?limit=100")))
        assert circle.coach.get("/caseload?limit=100").json["items"][-1]["goals"] in {0, 1}
    print("GET /caseload:", counts)
    assert counts[0] == counts[1] <= MOST
    assert len(circle.coach.get("/caseload?limit=100").json["items"]) == 40
