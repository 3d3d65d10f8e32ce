"""Days that are excused, and the weekly reflection."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    a_goal,
    agreed,
    at_once,
    problem_fields,
    rows,
    today_of,
)

TOMORROW = timedelta(days=1)


def test_a_pause_leaves_today_and_comes_back_by_itself(circle):
    goal, today, made = a_goal(circle.client), today_of(circle.client), uuid4()
    assert len(circle.client.get("/today").json["due"]) == 1
    excused = {"goal_id": None, "from_on": str(today), "until_on": str(today + TOMORROW), "reason": "Holiday"}
    first = circle.client.put(f"/skips/{made}", excused)
    assert (first.status_code, first.json) == (201, {"id": str(made)} | excused)
    assert circle.client.put(f"/skips/{made}", excused).status_code == 200
    told = circle.client.get("/today").json
    assert told["due"] == []
    assert told["paused"] == {
        "skip_id": str(made),
        "goal_id": None,
        "from_on": str(today),
        "until_on": str(today + TOMORROW),
    }
    assert told["next_due_on"] == str(today + 2 * TOMORROW)
    assert told["strip"][-1]["excused"]
    assert circle.client.get("/skips").json["items"] == [first.json]
    assert circle.client.delete(f"/skips/{made}").status_code == 204
    assert len(circle.client.get("/today").json["due"]) == 1
    assert circle.client.delete(f"/skips/{made}").status_code == 404
    assert goal["id"]


def test_a_pause_that_cannot_be_is_refused_by_its_field(circle):
    today = today_of(circle.client)
    backwards = {"from_on": str(today), "until_on": str(today - TOMORROW)}
    answer = circle.client.put(f"/skips/{uuid4()}", backwards)
    assert (answer.status_code, problem_fields(answer)) == (422, ["until_on"])


@pytest.mark.parametrize("kind", ["skips", "reflections", "adaptations"])
def test_eight_replays_at_once_are_one_row(app, circle, kind):
    agreed(circle.client)
    goal, made, today = a_goal(circle.client), uuid4(), str(today_of(circle.client))
    path, table, body = {
        "skips": ("/skips", "skip", {"from_on": today}),
        "reflections": (
            "/reflections",
            "reflection",
            {"week": "2026-W02", "heavy": 1, "drained": 1, "bigger": "no"},
        ),
        "adaptations": (f"/goals/{goal['id']}/adaptations", "adaptation", {"kind": "goal", "on": today}),
    }[kind]
    answers = at_once(8, lambda _: circle.client.put(f"{path}/{made}", body).status_code)
    assert sorted(answers) == [200] * 7 + [201]
    assert len(rows(app, table)) == 1


def reflect(caller, week="2026-W02", made=None, **fields):
    body = {"week": week, "heavy": 3, "drained": 4, "bigger": "no"} | fields
    return caller.put(f"/reflections/{made or uuid4()}", body)


def test_reflections_are_kept_only_with_consent(app, circle):
    assert reflect(circle.client).status_code == 403
    assert rows(app, "reflection") == []
    agreed(circle.client)
    made = uuid4()
    first, again = reflect(circle.client, made=made), reflect(circle.client, made=made, heavy=9)
    assert (first.status_code, again.status_code, again.json["heavy"]) == (201, 200, 9)
    assert again.json == {"id": str(made), "week": "2026-W02", "heavy": 9, "drained": 4, "bigger": "no"}


def test_of_two_reflections_on_a_week_the_later_one_counts(app, circle):
    agreed(circle.client)
    reflect(circle.client)
    later = reflect(circle.client, heavy=10).json["id"]
    assert {str(row.id): row.counts for row in rows(app, "reflection")}[later]
    assert sum(row.counts for row in rows(app, "reflection")) == 1


def test_a_reflection_is_about_a_week_that_has_begun_and_keeps_its_week(circle):
    agreed(circle.client)
    year, week, _ = (today_of(circle.client) + timedelta(days=7)).isocalendar()
    to_come = reflect(circle.client, f"{year}-W{week:02d}")
    assert (to_come.status_code, problem_fields(to_come)) == (422, ["week"])
    made = uuid4()
    reflect(circle.client, made=made)
    assert reflect(circle.client, "2026-W03", made).status_code == 409
    agreed(circle.sibling)
    assert reflect(circle.sibling, made=made).status_code == 409
