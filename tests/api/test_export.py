"""One goal with everything on record, to take away."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import a_goal, a_plan, agreed, checked_in, problem_fields, shared, today_of

COLUMNS = [
    "happened_on",
    "outcome",
    "value",
    "felt",
    "obstacles",
    "note",
    "replies",
    "source",
    "counts",
    "recorded_at",
]


@pytest.fixture
def goal(circle):
    """A goal with a history: a re-plan, a pause, check-ins with words, replies, one that was undone."""
    client, today = circle.client, today_of(circle.client)
    agreed(client)
    goal = a_goal(client, title="Board pack")
    said = {"felt": "hard", "obstacles": ["time", "worry"], "note": "=1+1 NOTE", "value": 2.5}
    first = checked_in(client, goal, today - timedelta(days=2), **said)
    checked_in(client, goal, today - timedelta(days=1), outcome="not", note="Second NOTE")
    undone = checked_in(client, goal, today, note="UNDONE")
    client.delete(f"/check-ins/{undone['id']}")
    for by, text in ((circle.coach, "How so?"), (client, "It was\nlong.")):
        assert by.put(f"/check-ins/{first['id']}/replies/{uuid4()}", {"text": text}).status_code == 201
    pause = {"goal_id": goal["id"], "from_on": "2026-03-02", "until_on": "2026-03-08", "reason": "NOTE ill"}
    assert client.put(f"/skips/{uuid4()}", pause).status_code == 201
    assert client.post(f"/goals/{goal['id']}/plans", a_plan(today)).status_code == 201
    return goal


def table(caller, goal):
    answer = caller.get(f"/goals/{goal['id']}/export?format=csv")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="waymark-goal-{goal["id"]}.csv"'
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_the_whole_record_is_given_with_notes_and_replies(circle, goal):
    answer = circle.client.get(f"/goals/{goal['id']}/export")
    assert answer.headers["Content-Disposition"].endswith('.json"')
    told = answer.json
    assert set(told) == {"goal", "plans", "statuses", "check_ins", "skips"}
    assert told["goal"] == circle.client.get(f"/goals/{goal['id']}").json
    assert [plan["from_on"] for plan in told["plans"]] == [
        goal["plan"]["start_on"],
        str(today_of(circle.client)),
    ]
    assert [one["status"] for one in told["statuses"]] == ["active"]
    first, second = told["check_ins"]
    assert (first["note"], second["note"]) == ("=1+1 NOTE", "Second NOTE")
    assert [(reply["by"], reply["text"]) for reply in first["replies"]] == [
        ("coach", "How so?"),
        ("client", "It was\nlong."),
    ]
    assert [skip["reason"] for skip in told["skips"]] == ["NOTE ill"]


def test_the_check_ins_are_given_as_a_table(circle, goal):
    header, first, second = table(circle.client, goal)
    assert header == COLUMNS
    row = dict(zip(header, first, strict=True))
    assert row | {"recorded_at": "", "happened_on": ""} == {
        "happened_on": "",
        "outcome": "done",
        "value": "2.5",
        "felt": "hard",
        "obstacles": "time worry",
        "note": "'=1+1 NOTE",
        "replies": "Coach: How so?\nClient: It was\nlong.",
        "source": "api",
        "counts": "yes",
        "recorded_at": "",
    }
    assert dict(zip(header, second, strict=True))["outcome"] == "not"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_a_cell_that_a_spreadsheet_would_run_is_prefixed(circle, begin):
    goal = a_goal(circle.client)
    checked_in(circle.client, goal, today_of(circle.client), note=f"{begin}SUM(A1)", value=-2)
    _, row = table(circle.client, goal)
    assert row[COLUMNS.index("note")] == f"'{begin}SUM(A1)"
    assert row[COLUMNS.index("value")] == "-2", "a number is no formula"


def test_what_is_not_shared_is_empty_for_the_coach(circle, goal):
    shared(circle.client, numbers=False, feelings=False, obstacles=False, notes=False)
    told = circle.coach.get(f"/goals/{goal['id']}/export").json
    for one in told["check_ins"]:
        assert [one[name] for name in ("outcome", "value", "felt", "note")] == [None] * 4
        assert one["obstacles"] == []
    assert [len(one["replies"]) for one in told["check_ins"]] == [2], "the other says nothing that is shared"
    assert told["skips"] == []
    assert "NOTE" not in str(told)
    header, *lines = table(circle.coach, goal)
    for line in lines:
        row = dict(zip(header, line, strict=True))
        assert [row[name] for name in ("outcome", "value", "felt", "obstacles", "note")] == [""] * 5
    shared(circle.client)
    assert "NOTE" in str(table(circle.coach, goal))


def test_excused_time_of_another_goal_is_no_part_of_it(circle, goal):
    other = a_goal(circle.client, private=True)
    for goal_id, reason in ((other["id"], "OTHER"), (None, "ALL")):
        pause = {"goal_id": goal_id, "from_on": "2026-03-02", "until_on": "2026-03-02", "reason": reason}
        circle.client.put(f"/skips/{uuid4()}", pause)
    reasons = {skip["reason"] for skip in circle.client.get(f"/goals/{goal['id']}/export").json["skips"]}
    assert reasons == {"NOTE ill", "ALL"}


def test_another_format_is_refused_by_its_field(circle, goal):
    answer = circle.client.get(f"/goals/{goal['id']}/export?format=pdf")
    assert (answer.status_code, problem_fields(answer)) == (422, ["format"])
