"""The coach's inbox, verdicts on stalls, and the owner's ledger."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from api import clock
from api.caseload.rules.triage import KINDS, Card, inbox, kind_of_goal, place
from api.localtime import day_starts
from tests.factories import (
    a_draft,
    a_goal,
    a_stalled_goal,
    a_suggestion,
    agreed,
    assess,
    problem_fields,
    rows,
    shared,
    signed_in_again,
    today_of,
    weeks_of_check_ins,
)


def cards(caller) -> list[dict]:
    answer = caller.get("/triage")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


def a_plain_stall(app, circle) -> dict:
    agreed(circle.client)
    goal = a_goal(circle.coach, circle.client, kind="metric")
    weeks_of_check_ins(circle.client, goal, value=2, outcome="partly")
    assess(app)
    return goal


def test_a_stall_stands_in_the_inbox_with_its_evidence_and_what_to_do(app, circle):
    goal = a_plain_stall(app, circle)
    [card] = cards(circle.coach)
    assert (card["kind"], card["id"], card["goal"]["id"]) == ("stalled", goal["id"], goal["id"])
    assert card["evidence"].startswith("Progress on this goal has run at 0%")
    assert "three hypotheses" in card["next_step"]
    assert cards(circle.outsider) == []


def test_a_draft_stands_for_its_goal(app, circle):
    draft = a_draft(app, circle)
    [card] = cards(circle.coach)
    assert (card["kind"], card["id"], card["suggestion_id"]) == ("draft", draft["id"], draft["id"])
    assert card["evidence"] in draft["reasons"]


def test_a_request_comes_first(app, circle):
    a_plain_stall(app, circle)
    asked = circle.client.post("/suggestions", {"client_id": str(circle.client.id), "note": "Please."}).json
    assert [card["kind"] for card in cards(circle.coach)] == ["request", "stalled"]
    assert cards(circle.coach)[0]["id"] == asked["id"]


def test_an_answer_makes_room_for_what_the_client_asked_since(app, circle):
    draft = a_draft(app, circle)
    etag = circle.coach.get(f"/suggestions/{draft['id']}").headers["ETag"]
    offered = circle.coach.put(f"/suggestions/{draft['id']}/offer", {"text": "A thought."}, etag=etag)
    assert offered.status_code == 200
    etag = circle.client.get(f"/suggestions/{draft['id']}").headers["ETag"]
    circle.client.put(f"/suggestions/{draft['id']}/response", {"choice": "not_now"}, etag=etag)
    assert [card["kind"] for card in cards(circle.coach)] == ["answer", "stalled_loaded"]
    circle.client.post("/suggestions", {"client_id": str(circle.client.id), "note": "After all."})
    assert [card["kind"] for card in cards(circle.coach)] == ["request", "stalled_loaded"]


def test_a_snoozed_card_comes_back_on_its_day(app, circle):
    goal = a_plain_stall(app, circle)
    until = today_of(circle.coach) + timedelta(days=3)
    left = circle.coach.put(f"/triage/{goal['id']}/snooze", {"until_on": str(until)})
    assert (left.status_code, left.json["items"]) == (200, [])
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        signed_in_again(circle.coach)
        assert [card["id"] for card in cards(circle.coach)] == [goal["id"]]
    signed_in_again(circle.coach)
    assert rows(app, "triage_mark")[0].verdict == "snoozed"
    assert cards(circle.coach) == []
    back = circle.coach.delete(f"/triage/{goal['id']}/mark")
    assert [card["id"] for card in back.json["items"]] == [goal["id"]]


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_snooze_ends_on_a_day_to_come(app, circle, days):
    goal = a_plain_stall(app, circle)
    until = today_of(circle.coach) + timedelta(days=days)
    assert problem_fields(circle.coach.put(f"/triage/{goal['id']}/snooze", {"until_on": str(until)})) == [
        "until_on"
    ]


def test_a_stall_that_gets_heavier_comes_back_before_its_day(app, circle):
    goal = a_plain_stall(app, circle)
    assert circle.coach.put(f"/triage/{goal['id']}/conversation", {}).json["items"] == []
    circle.client.post("/suggestions", {"client_id": str(circle.client.id)})
    assert [card["kind"] for card in cards(circle.coach)] == ["request"]


def test_a_planned_conversation_rests_until_its_day_is_over(app, circle):
    goal = a_plain_stall(app, circle)
    today = today_of(circle.coach)
    planned = f"/triage/{goal['id']}/conversation"
    for wrong in (today - timedelta(days=1), today + timedelta(days=91)):
        assert problem_fields(circle.coach.put(planned, {"on": str(wrong)})) == ["on"]
    assert circle.coach.put(planned, {"on": str(today + timedelta(days=2))}).json["items"] == []
    [mark] = rows(app, "triage_mark")
    assert mark.until_at == day_starts(today + timedelta(days=3), "Europe/London")
    assert circle.coach.put(planned, {"on": None}).json["items"] == []


def test_not_a_concern_is_also_a_verdict_on_the_stall(app, circle):
    goal = a_plain_stall(app, circle)
    said = circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {"reason": "SECRET: a holiday season."})
    assert (said.status_code, said.json["items"]) == (200, [])
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    assert (episode["verdict"], episode["verdict_reason"]) == ("not_a_concern", "SECRET: a holiday season.")
    [own] = circle.client.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    assert (own["verdict"], own["verdict_reason"]) == (None, None)


def test_undoing_not_a_concern_takes_the_verdict_back(app, circle):
    goal = a_plain_stall(app, circle)
    circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {"reason": "A slip of the finger."})
    back = circle.coach.delete(f"/triage/{goal['id']}/mark")
    assert [card["id"] for card in back.json["items"]] == [goal["id"]]
    assert rows(app, "stall_verdict") == []
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    assert (episode["verdict"], episode["verdict_reason"]) == (None, None)


def test_undoing_not_a_concern_brings_back_the_verdict_that_stood_before(app, circle):
    goal = a_plain_stall(app, circle)
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    said = {"verdict": "relevant", "reason": "We spoke of it in May."}
    circle.coach.put(f"/stall-episodes/{episode['id']}/verdict", said)
    [before] = rows(app, "stall_verdict")
    for minutes in (5, 10):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False):
            circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {"reason": "A slip."})
            assert [row.verdict for row in rows(app, "stall_verdict")] == ["not_a_concern"]
            assert circle.coach.delete(f"/triage/{goal['id']}/mark").status_code == 200
        [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
        assert (episode["verdict"], episode["verdict_reason"]) == tuple(said.values())
        [after] = rows(app, "stall_verdict")
        assert (after.at, after.by_id, after.judged_on) == (before.at, before.by_id, before.judged_on)


def test_a_brief_is_given_every_card_of_its_client_those_put_off_included(app, circle, monkeypatch):
    goal = a_plain_stall(app, circle)
    circle.client.post("/suggestions", {"client_id": str(circle.client.id), "note": "Please."})
    of_client = f"/triage?client_id={circle.client.id}"
    monkeypatch.setattr("api.caseload.rules.triage.SHOWN_AT_MOST", 1)
    assert [card["kind"] for card in cards(circle.coach)] == ["request"]
    told = circle.coach.get(of_client).json
    assert ([card["kind"] for card in told["items"]], told["more"]) == (["request", "stalled"], 0)
    circle.coach.put(f"/triage/{goal['id']}/conversation", {})
    assert [card["kind"] for card in circle.coach.get(of_client).json["items"]] == ["request", "stalled"]
    circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {"reason": "x"})
    assert [card["kind"] for card in circle.coach.get(of_client).json["items"]] == ["request"]
    assert circle.outsider.get(of_client).status_code == 404
    assert circle.coach.get(f"/triage?client_id={uuid4()}").status_code == 404


def test_undoing_leaves_what_was_said_of_the_stall_since(app, circle):
    goal = a_plain_stall(app, circle)
    circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {})
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        circle.coach.put(f"/stall-episodes/{episode['id']}/verdict", {"verdict": "relevant"})
        assert circle.coach.delete(f"/triage/{goal['id']}/mark").status_code == 200
    assert [row.verdict for row in rows(app, "stall_verdict")] == ["relevant"]


def test_a_draft_is_not_waved_away(app, circle):
    draft = a_draft(app, circle)
    assert circle.coach.put(f"/triage/{draft['id']}/not-a-concern", {}).status_code == 409


def test_a_verdict_outlasts_the_replay_of_a_history(app, circle):
    goal = a_plain_stall(app, circle)
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    where = f"/stall-episodes/{episode['id']}/verdict"
    assert circle.coach.put(where, {"verdict": "relevant"}).status_code == 200
    assert circle.coach.put(where, {"verdict": "not_sure"}).json["verdict"] == "not_sure"
    weeks_of_check_ins(circle.client, goal, value=2, outcome="not")
    assess(app)
    [after] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    assert (after["id"], after["verdict"]) == (episode["id"], "not_sure")
    assert len(rows(app, "stall_verdict")) == 1


def test_a_request_outlives_a_consent_that_is_taken_back(app, circle):
    a_draft(app, circle)
    asked = circle.client.post("/suggestions", {"client_id": str(circle.client.id), "note": "Please."}).json
    where = f"/suggestions/{asked['id']}"
    before = circle.coach.get(where).json["reasons"]
    agreed(circle.client, patterns=False)
    after = circle.coach.get(where).json["reasons"]
    assert after == asked["reasons"]
    assert len(before) > len(after)
    assert [row.state for row in rows(app, "suggestion")] == ["drafted"]


def test_withdrawn_consent_takes_verdicts_and_cards_along(app, circle):
    goal = a_plain_stall(app, circle)
    circle.coach.put(f"/triage/{goal['id']}/not-a-concern", {"reason": "x"})
    agreed(circle.client, patterns=False)
    assess(app)
    assert rows(app, "stall_verdict") == []
    assert cards(circle.coach) == []


def test_what_is_not_shared_is_no_card(app, circle):
    goal = a_plain_stall(app, circle)
    shared(circle.client, numbers=False)
    assess(app)
    assert cards(circle.coach) == []
    assert circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"] == []
    shared(circle.client, numbers=True)
    assess(app)
    assert len(cards(circle.coach)) == 1
    etag = circle.client.get(f"/goals/{goal['id']}").headers["ETag"]
    assert circle.client.patch(f"/goals/{goal['id']}", {"private": True}, etag=etag).status_code == 200
    assert cards(circle.coach) == []
    assert circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").status_code == 404


def test_feelings_that_are_not_shared_move_no_card(app, circle):
    a_stalled_goal(circle)
    shared(circle.client, feelings=False, obstacles=False)
    assess(app)
    text = circle.coach.get("/triage").get_data(as_text=True)
    assert "heavy" not in text.lower()
    assert "empty" not in text.lower()


def test_nobody_else_marks_or_judges(app, circle):
    goal = a_plain_stall(app, circle)
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    for caller in (circle.outsider, circle.foreign_coach):
        assert caller.put(f"/triage/{goal['id']}/conversation", {}).status_code == 404
        assert (
            caller.put(f"/stall-episodes/{episode['id']}/verdict", {"verdict": "relevant"}).status_code == 404
        )
    assert circle.coach.put(f"/triage/{uuid4()}/conversation", {}).status_code == 404


def test_the_ledger_counts_and_names_nobody(app, circle):
    a_draft(app, circle)
    small = circle.owner.get("/ledger").json
    assert (small["enough"], small["open"], small["suggestions"]) == (False, [], None)


def test_a_practice_that_is_large_enough_sees_its_counts(app, circle, monkeypatch):
    monkeypatch.setattr("api.caseload.rules.ledger.FEWEST_CLIENTS", 1)
    goal = a_plain_stall(app, circle)
    [episode] = circle.coach.get(f"/stall-episodes?goal_id={goal['id']}").json["items"]
    circle.coach.put(f"/stall-episodes/{episode['id']}/verdict", {"verdict": "relevant"})
    told = circle.owner.get("/ledger").json
    assert sum(group["stalls"] for group in told["open"]) == 1
    assert told["verdicts"] == {"relevant": 1, "not_a_concern": 0, "not_sure": 0, "judged": 1}
    assert "Board pack" not in circle.owner.get("/ledger").get_data(as_text=True)
    assert sum(group["stalls"] for group in circle.foreign_owner.get("/ledger").json["open"]) == 0


def test_the_ledger_counts_no_wish_that_is_left_of_a_suggestion(app, circle, monkeypatch):
    monkeypatch.setattr("api.caseload.rules.ledger.FEWEST_CLIENTS", 1)
    agreed(circle.client)
    a_suggestion(app, a_goal(circle.client), "answered", response="dont_suggest")
    assert circle.owner.get("/ledger").json["suggestions"]["answered"] == 1
    agreed(circle.client, patterns=False)
    assert set(circle.owner.get("/ledger").json["suggestions"].values()) == {0}


def test_the_ledger_counts_no_suggestion_of_another_practice(app, circle, monkeypatch):
    monkeypatch.setattr("api.caseload.rules.ledger.FEWEST_CLIENTS", 1)
    a_suggestion(app, a_goal(circle.client), "offered")
    assert circle.owner.get("/ledger").json["suggestions"]["offered"] == 1
    assert set(circle.foreign_owner.get("/ledger").json["suggestions"].values()) == {0}


def test_the_inbox_shows_ten_and_says_how_many_wait():
    waiting = [Card("quiet", number, f"2026-01-{number:02d}") for number in range(1, 14)]
    pressing = Card("draft", 99, "2026-02-01")
    shown, more = inbox([*waiting, pressing], {})
    assert (len(shown), more, shown[0]) == (10, 4, pressing)
    assert [card.subject_id for card in shown[1:]] == list(range(1, 10))


def test_a_mark_hides_until_it_is_more_pressing():
    cost, stalled = Card("at_a_cost", 1, "2026-01-01"), Card("stalled", 1, "2026-01-01")
    marked = {1: place("at_a_cost")}
    assert inbox([cost], marked) == ([], 0)
    assert inbox([stalled], marked) == ([stalled], 0)


@pytest.mark.parametrize(
    ("level", "lane", "basis", "kind"),
    [
        ("consider_support", None, "signs", "stalled_loaded"),
        ("consider_support", None, "persistence", "stalled"),
        ("stalled", "quiet", None, "stalled"),
        ("stalled", "paused", None, None),
        ("on_path", "at_a_cost", None, "at_a_cost"),
        ("slipping", None, None, None),
    ],
)
def test_a_verdict_calls_for_its_card(level, lane, basis, kind):
    assert kind_of_goal(level, lane, basis) == kind
    assert kind is None or kind in KINDS


def test_what_was_tried_stands_with_what_followed_it(app, circle):
    goal = a_stalled_goal(circle)
    assess(app)
    told = circle.coach.get(f"/goals/{goal['id']}/support").json
    assert told["level"] == "consider_support"
    assert [hint["code"] for hint in told["hypotheses"]] == ["goal", "obstacle", "load"]
    assert [(one["pace_before"], one["pace_after"]) for one in told["tried"]] == [(0.0, 0.0), (0.0, 0.0)]
    assert told["next_step"].startswith("Ask what is in the way")
    own = circle.client.get(f"/goals/{goal['id']}/support").json
    assert own["level"] == "stalled"
    assert "heavy" not in own["next_step"]
    shared(circle.client, numbers=False)
    hidden = circle.coach.get(f"/goals/{goal['id']}/support").json
    assert {one["pace_before"] for one in hidden["tried"]} == {None}
