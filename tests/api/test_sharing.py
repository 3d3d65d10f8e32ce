"""What a client shares: of everything, and of one goal otherwise."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import (
    a_draft,
    a_goal,
    a_stalled_goal,
    agreed,
    assess,
    at_once,
    checked_in,
    problem_fields,
    rows,
    shared,
    today_of,
)

FIELDS = ("numbers", "feelings", "obstacles", "notes")
CANARIES = {"numbers": "70001.5", "feelings": "great", "obstacles": "worry", "notes": "CANARY"}
AS_EVERYWHERE = dict.fromkeys(FIELDS)
NOTHING = dict.fromkeys(FIELDS, False)


def share(client, goal, **said):
    answer = client.put(f"/goals/{goal['id']}/sharing", said)
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.fixture
def goal(circle):
    """A goal with one check-in that holds something of every field."""
    agreed(circle.client)
    goal = a_goal(circle.client, kind="metric")
    said = {"value": 70001.5, "felt": "great", "obstacles": ["worry"], "note": "CANARY"}
    checked_in(circle.client, goal, today_of(circle.client), **said)
    return goal


def reads(goal):
    where = f"/goals/{goal['id']}"
    paths = ("", "/check-ins", "/progress", "/stall", "/adaptations", "/export", "/export?format=csv")
    lists = (f"/goals?client_id={goal['client_id']}", "/caseload", "/suggestions")
    return [where + path for path in paths] + list(lists)


def all_told(caller, goal):
    """Give everything that a caller reads of a goal, as text."""
    is_own = str(caller.id) == goal["client_id"]
    answers = {path: caller.get(path) for path in reads(goal) if not (is_own and path == "/caseload")}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.get_data(as_text=True) for path, answer in answers.items()}


def is_told(caller, goal, field):
    return CANARIES[field] in "".join(all_told(caller, goal).values())


def test_a_goal_is_shared_as_everything_is_until_its_client_says_otherwise(circle, goal):
    told = circle.client.get(f"/goals/{goal['id']}/sharing").json
    usual = {"numbers": True, "feelings": False, "obstacles": False, "notes": False}
    assert told == {"goal_id": goal["id"], **AS_EVERYWHERE, "shared": usual}
    assert share(circle.client, goal, notes=True) == told | {
        "notes": True,
        "shared": usual | {"notes": True},
    }
    assert share(circle.client, goal, notes=None) == told


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("everywhere", [True, False])
@pytest.mark.parametrize("here", [True, False, None])
def test_what_is_said_of_a_goal_outranks_what_is_said_of_all(app, circle, goal, field, everywhere, here):
    shared(circle.client, **(NOTHING | {field: everywhere}))
    share(circle.client, goal, **{field: here})
    other = a_goal(circle.client, kind="metric")
    said = {"value": 70001.5, "felt": "great", "obstacles": ["worry"], "note": "CANARY"}
    checked_in(circle.client, other, today_of(circle.client), **said)
    assess(app)
    wanted = everywhere if here is None else here
    assert is_told(circle.coach, goal, field) is wanted
    assert is_told(circle.coach, other, field) is everywhere
    for caller in (circle.client, circle.coach):
        assert caller.get(f"/goals/{goal['id']}").json["shared"] == NOTHING | {field: wanted}
    assert all(is_told(circle.client, goal, each) for each in FIELDS), "the client themselves sees all"


def test_feelings_are_shared_only_while_the_client_keeps_them(circle, goal):
    share(circle.client, goal, feelings=True)
    assert is_told(circle.coach, goal, "feelings")
    agreed(circle.client, feelings=False)
    assert circle.client.get(f"/goals/{goal['id']}").json["shared"]["feelings"] is False
    agreed(circle.client)
    assert not is_told(circle.coach, goal, "feelings"), "they were deleted, not hidden"


def test_without_numbers_the_coach_reads_what_they_would_had_nothing_happened(app, circle):
    """Dates of check-ins, the sparkline, adherence, the calendar and the level would each tell what was done."""
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    agreed(client)
    goal = a_goal(coach, client, kind="steps")
    step = f"/goals/{goal['id']}/milestones/{uuid4()}"
    assert coach.put(step, {"title": "A step", "due_on": str(today)}).status_code == 201
    share(client, goal, numbers=False)
    assess(app)
    before = all_told(coach, goal)
    for back in (0, 1, 7, 8, 30):
        said = {"outcome": "not", "felt": "heavy", "obstacles": ["time"], "note": "x", "value": 2}
        checked_in(client, goal, today - timedelta(days=back), **said)
    reached = {"title": "A step", "due_on": str(today), "reached_on": str(today), "what_worked": "So"}
    assert client.put(step, reached).status_code == 200
    past = str(today - timedelta(days=3))
    excused = {"goal_id": goal["id"], "from_on": past, "until_on": past, "reason": "ill"}
    assert client.put(f"/skips/{uuid4()}", excused).status_code == 201
    assess(app)
    assert all_told(coach, goal) == before
    assert client.get(f"/goals/{goal['id']}/progress").json["points"]


def test_a_pause_that_runs_is_told_without_numbers_and_nothing_else(app, circle):
    goal = a_goal(circle.client)
    share(circle.client, goal, numbers=False)
    checked_in(circle.client, goal, today_of(circle.client))
    today = str(today_of(circle.client))
    assert circle.client.put(f"/skips/{uuid4()}", {"from_on": today, "reason": "x"}).status_code == 201
    assess(app)
    card = circle.coach.get(f"/goals/{goal['id']}/stall").json
    assert (card["level"], card["lane"], card["signs"]) == ("too_early", "paused", [])
    row = circle.coach.get("/caseload").json["items"][-1]
    assert (row["lane"], row["sparkline"], row["last_check_in_on"]) == ("paused", [], None)
    assert circle.coach.get(f"/goals/{goal['id']}/progress").json["excused"] == []


def test_a_check_in_is_listed_for_what_it_holds_of_what_is_shared(circle):
    client, today = circle.client, today_of(circle.client)
    agreed(client)
    goal = a_goal(client)
    held = {"feelings": {"felt": "good"}, "obstacles": {"obstacles": ["time"]}, "notes": {"note": "CANARY"}}
    made = {
        field: checked_in(client, goal, today - timedelta(days=days), **said)
        for days, (field, said) in enumerate(held.items())
    }
    bare = checked_in(client, goal, today - timedelta(days=9))
    shared(client, **NOTHING)

    def listed():
        return {one["id"] for one in circle.coach.get(f"/goals/{goal['id']}/check-ins").json["items"]}

    assert listed() == set()
    for field, one in made.items():
        share(client, goal, **(AS_EVERYWHERE | {field: True}))
        assert listed() == {one["id"]}
        assert circle.coach.get(f"/check-ins/{one['id']}").json["outcome"] is None
        hidden = circle.coach.get(f"/check-ins/{bare['id']}")
        nowhere = circle.coach.get(f"/check-ins/{uuid4()}")
        assert (hidden.status_code, hidden.data) == (404, nowhere.data)
        for path in ("/replies", f"/replies/{uuid4()}"):
            send = circle.coach.get if path == "/replies" else circle.coach.put
            body = [] if path == "/replies" else [{"text": "How did you know?"}]
            assert send(f"/check-ins/{bare['id']}{path}", *body).status_code == 404
    share(client, goal, numbers=True)
    assert bare["id"] in listed()


def test_a_conversation_stays_when_numbers_are_taken_back(circle, goal):
    [one] = circle.coach.get(f"/goals/{goal['id']}/check-ins").json["items"]
    said = {"text": "Well done."}
    assert circle.coach.put(f"/check-ins/{one['id']}/replies/{uuid4()}", said).status_code == 201
    share(circle.client, goal, **NOTHING)
    [still] = circle.coach.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert [reply["text"] for reply in still["replies"]] == ["Well done."]
    assert (still["outcome"], still["value"], still["felt"], still["note"]) == (None, None, None, None)
    assert circle.coach.get(f"/check-ins/{one['id']}/replies").status_code == 200


def test_whoever_does_not_see_that_a_step_was_reached_cannot_write_over_it(circle):
    client, coach, today = circle.client, circle.coach, str(today_of(circle.client))
    goal = a_goal(client, kind="steps")
    step = f"/goals/{goal['id']}/milestones/{uuid4()}"
    reached = {"title": "A step", "reached_on": today, "what_worked": "Mornings"}
    assert client.put(step, reached).status_code == 201
    share(client, goal, numbers=False)
    told = coach.put(step, {"title": "Another title"})
    assert (told.status_code, told.json["reached_on"], told.json["what_worked"]) == (200, None, None)
    [kept] = client.get(f"/goals/{goal['id']}").json["milestones"]
    assert (kept["title"], kept["reached_on"], kept["what_worked"]) == ("Another title", today, "Mornings")
    for field in ("reached_on", "what_worked"):
        refused = coach.put(step, {"title": "x", field: today})
        assert (refused.status_code, problem_fields(refused)) == (422, [field])


def test_the_caseload_counts_the_goals_whose_numbers_are_shared(app, circle):
    client, today = circle.client, today_of(circle.client)
    shown, kept = a_goal(client, title="Shown"), a_goal(client, title="Kept")
    checked_in(client, shown, today - timedelta(days=5))
    checked_in(client, kept, today)
    share(client, kept, numbers=False)
    assess(app)
    row = circle.coach.get("/caseload").json["items"][0]
    assert (row["goals"], row["last_check_in_on"]) == (2, str(today - timedelta(days=5)))
    share(client, shown, numbers=False)
    assess(app)
    row = circle.coach.get("/caseload").json["items"][0]
    assert (row["why"], row["level"], row["sparkline"], row["last_check_in_on"]) == (
        "Nothing shared.",
        "too_early",
        [],
        None,
    )
    shared(client, numbers=False)
    share(client, shown, numbers=True)
    share(client, kept, numbers=None)
    assess(app)
    row = circle.coach.get("/caseload").json["items"][0]
    assert row["last_check_in_on"] == str(today - timedelta(days=5))


def test_the_caseload_does_not_say_when_something_was_done_for_a_private_goal(circle):
    client, today = circle.client, today_of(circle.client)
    checked_in(client, a_goal(client), today - timedelta(days=5))
    checked_in(client, a_goal(client, private=True), today)
    told = {
        one["client"]["name"]: one["last_check_in_on"] for one in circle.coach.get("/caseload").json["items"]
    }
    assert told == {"Client": str(today - timedelta(days=5)), "Sibling": None}


@pytest.mark.parametrize("field", ["numbers", "feelings", "obstacles"])
def test_what_was_concluded_goes_with_the_commit_that_takes_back_what_it_rests_on(app, circle, field):
    draft = a_draft(app, circle)
    goal = {"id": draft["goal_id"]}
    share(circle.client, goal, **{field: False})
    assert rows(app, "stall_assessment") == []
    assert rows(app, "suggestion") == rows(app, "suggestion_event") == []
    assess(app)
    again = circle.coach.get("/suggestions").json["items"]
    reasons = " ".join(reason for one in again for reason in one["reasons"])
    gone = {"numbers": "planned pace", "feelings": "felt heavy", "obstacles": "exhaustion"}[field]
    assert gone in " ".join(draft["reasons"]) or field == "obstacles"
    assert gone not in reasons


def test_saying_the_same_again_deletes_nothing(app, circle):
    draft = a_draft(app, circle)
    goal = {"id": draft["goal_id"]}
    share(circle.client, goal, numbers=True, feelings=True)
    assert circle.coach.get(f"/suggestions/{draft['id']}").status_code == 200
    assert len(rows(app, "audit", action="goal.sharing.set")) == 1


def test_a_reason_that_joined_from_another_goal_is_told_as_that_goal_is_shared(app, circle):
    first = a_stalled_goal(circle)
    assess(app)
    [draft] = circle.coach.get("/suggestions").json["items"]
    offer = circle.coach.put(
        f"/suggestions/{draft['id']}/offer",
        {"text": "x"},
        etag=circle.coach.get(f"/suggestions/{draft['id']}").headers["ETag"],
    )
    before = offer.json["reasons"]
    share(circle.client, first, numbers=False)
    after = circle.coach.get(f"/suggestions/{draft['id']}").json["reasons"]
    assert set(after) < set(before)
    assert not any("pace" in reason for reason in after)
    assert circle.client.get(f"/suggestions/{draft['id']}").json["reasons"] == before


def test_one_goals_feelings_do_not_open_the_weekly_reflections(app, circle):
    goal = a_stalled_goal(circle)
    shared(circle.client, feelings=False)
    share(circle.client, goal, feelings=True)
    assess(app)
    signs = {sign["sign"]: sign for sign in circle.coach.get(f"/goals/{goal['id']}/stall").json["signs"]}
    assert (signs["load"]["holds"], signs["bigger"]["holds"]) == (False, False)
    assert "heavy" in circle.coach.get(f"/goals/{goal['id']}/check-ins").get_data(as_text=True)
    shared(circle.client, feelings=True)
    share(circle.client, goal, feelings=False)
    assess(app)
    signs = {sign["sign"]: sign for sign in circle.coach.get(f"/goals/{goal['id']}/stall").json["signs"]}
    assert not signs["load"]["holds"]


def test_a_goal_that_is_private_shares_nothing_whatever_is_said_of_it(circle):
    goal = a_goal(circle.client, private=True)
    assert share(circle.client, goal, **dict.fromkeys(FIELDS, True))["shared"] == NOTHING
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 404


def test_changes_of_one_goal_and_of_all_at_once_wait_for_each_other(app, circle, goal):
    def change(number):
        if number % 2:
            return circle.client.put("/sharing", {"numbers": number % 4 == 1}).status_code
        return circle.client.put(f"/goals/{goal['id']}/sharing", {"notes": number % 4 == 0}).status_code

    assert set(at_once(6, change)) == {200}
