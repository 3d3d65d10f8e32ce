"""A reply that waits is seen: by whoever it was for, until they have read it, on every device of theirs."""

from uuid import uuid4

import pytest

from tests.factories import a_goal, a_member, at_once, checked_in, posted, rows, shared, statements, today_of
from tests.leaving import stopped_working_together


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set."""
    return circle


@pytest.fixture
def goal(circle):
    return a_goal(circle.client)


@pytest.fixture
def check_in(circle, goal):
    return checked_in(circle.client, goal, today_of(circle.client))


def reply(by, check_in, reply_id=None):
    answer = by.put(f"/check-ins/{check_in['id']}/replies/{reply_id or uuid4()}", {"text": "SECRET"})
    assert answer.status_code in {200, 201}, answer.json
    return answer.json


def read(by, check_in, reply_id):
    return by.put(f"/check-ins/{check_in['id']}/replies/{reply_id}/read")


def waiting(client):
    """Give what Today, the list and the goal each say, and fail unless they agree."""
    today = {one["goal"]["id"]: one["unread"] for one in client.get("/today").json["replies"]}
    goals = {one["id"]: one["unread_replies"] for one in client.get("/goals").json["items"]}
    assert today == {goal: unread for goal, unread in goals.items() if unread}
    for goal, unread in goals.items():
        assert client.get(f"/goals/{goal}").json["unread_replies"] == unread
    return today


def waiting_for_coach(coach, client):
    [case] = [one for one in coach.get("/caseload").json["items"] if one["client"]["id"] == str(client.id)]
    replies = [one for one in coach.get("/triage").json["replies"] if one["client"]["id"] == str(client.id)]
    assert sum(one["unread"] for one in replies) == case["unread_replies"]
    goals = coach.get(f"/goals?client_id={client.id}").json["items"]
    assert sum(one["unread_replies"] for one in goals) == case["unread_replies"]
    assert coach.get(f"/triage?client_id={client.id}").json["replies"] == replies
    return case["unread_replies"]


def test_a_coachs_reply_waits_for_the_client_until_it_is_read(circle, goal, check_in):
    assert waiting(circle.client) == {}
    said = reply(circle.coach, check_in)
    assert waiting(circle.client) == {goal["id"]: 1}
    [due] = circle.client.get("/today").json["due"]
    assert due["goal"]["unread_replies"] == 1
    assert circle.client.get("/today").json["replies"][0]["goal"]["title"] == goal["title"]
    for _ in range(2):
        assert read(circle.client, check_in, said["id"]).status_code == 204
        assert waiting(circle.client) == {}


def test_a_clients_reply_waits_for_their_coach(circle, goal, check_in):
    assert waiting_for_coach(circle.coach, circle.client) == 0
    said = reply(circle.client, check_in)
    assert waiting_for_coach(circle.coach, circle.client) == 1
    [told] = circle.coach.get("/triage").json["replies"]
    assert told == {
        "client": {"id": str(circle.client.id), "name": "Client"},
        "goal": {"id": goal["id"], "title": goal["title"]},
        "unread": 1,
    }
    assert read(circle.coach, check_in, said["id"]).status_code == 204
    assert waiting_for_coach(circle.coach, circle.client) == 0


def test_nobodys_own_reply_waits_for_them(circle, check_in):
    reply(circle.client, check_in)
    assert waiting(circle.client) == {}
    reply(circle.coach, check_in)
    assert waiting_for_coach(circle.coach, circle.client) == 1


def test_what_comes_after_the_reply_that_was_read_still_waits(time, circle, goal, check_in):
    first = reply(circle.coach, check_in)
    time.pass_by(minutes=1)
    reply(circle.coach, check_in)
    other = checked_in(circle.client, goal, "2026-11-20")
    reply(circle.coach, other)
    assert waiting(circle.client) == {goal["id"]: 3}
    read(circle.client, check_in, first["id"])
    assert waiting(circle.client) == {goal["id"]: 2}


def test_the_check_ins_with_something_to_read_are_listed_alone(circle, goal, check_in):
    other = checked_in(circle.client, goal, "2026-11-20")
    said = reply(circle.coach, other)
    where = f"/goals/{goal['id']}/check-ins?unread=true"
    [listed] = circle.client.get(where).json["items"]
    assert (listed["id"], [one["id"] for one in listed["replies"]]) == (other["id"], [said["id"]])
    assert circle.coach.get(where).json["items"] == []
    read(circle.client, other, said["id"])
    assert circle.client.get(where).json["items"] == []


def test_a_reply_on_a_check_in_that_another_replaced_is_listed_too(time, circle, goal, check_in):
    reply(circle.coach, check_in)
    time.pass_by(minutes=1)
    checked_in(circle.client, goal, today_of(circle.client))
    [listed] = circle.client.get(f"/goals/{goal['id']}/check-ins?unread=true").json["items"]
    assert (listed["id"], listed["counts"]) == (check_in["id"], False)


def test_a_reply_waits_on_today_though_its_goal_is_not_due_or_has_ended(circle, goal, check_in):
    seen = circle.client.get(f"/goals/{goal['id']}")
    ended = {"status": "let_go", "status_reason": "x"}
    answer = circle.client.patch(f"/goals/{goal['id']}", ended, etag=seen.headers["ETag"])
    assert answer.status_code == 200
    reply(circle.coach, check_in)
    today = circle.client.get("/today").json
    assert (today["due"], today["replies"][0]["goal"]["id"]) == ([], goal["id"])


def test_an_edit_makes_nothing_wait_again(circle, goal, check_in):
    reply_id = uuid4()
    reply(circle.coach, check_in, reply_id)
    read(circle.client, check_in, reply_id)
    answer = circle.coach.put(f"/check-ins/{check_in['id']}/replies/{reply_id}", {"text": "Better"})
    assert answer.status_code == 200
    assert waiting(circle.client) == {}


def test_who_wants_no_mail_is_shown_it_all_the_same(circle, goal, check_in):
    circle.client.patch("/me", {"told_of_replies": False})
    reply(circle.coach, check_in)
    assert waiting(circle.client) == {goal["id"]: 1}


def test_an_undone_check_in_takes_what_waits_along(app, circle, check_in):
    reply(circle.coach, check_in)
    assert circle.client.delete(f"/check-ins/{check_in['id']}").status_code == 204
    assert waiting(circle.client) == {}
    assert rows(app, "unread_reply") == []


def test_each_of_two_coaches_reads_for_themselves(app, circle, check_in):
    second = a_member(app, circle.owner, "Second", "coach")
    posted(circle.owner, "/engagements", {"client_id": str(circle.client.id), "coach_id": str(second.id)})
    said = reply(circle.client, check_in)
    read(circle.coach, check_in, said["id"])
    assert waiting_for_coach(circle.coach, circle.client) == 0
    assert waiting_for_coach(second, circle.client) == 1
    reply(circle.coach, check_in)
    assert waiting_for_coach(second, circle.client) == 2, "a colleague's word is one to read, too"


def test_a_goal_made_private_takes_what_waits_out_of_the_coachs_sight(circle, goal, check_in):
    said = reply(circle.client, check_in)
    seen = circle.client.get(f"/goals/{goal['id']}")
    circle.client.patch(f"/goals/{goal['id']}", {"private": True}, etag=seen.headers["ETag"])
    assert waiting_for_coach(circle.coach, circle.client) == 0
    assert read(circle.coach, check_in, said["id"]).status_code == 404


def test_a_coach_of_before_is_told_of_nothing(circle, check_in):
    said = reply(circle.client, check_in)
    stopped_working_together(circle.coach, circle.client)
    assert circle.coach.get("/triage").json["replies"] == []
    assert read(circle.coach, check_in, said["id"]).status_code == 404


def test_without_numbers_shared_the_coach_reads_the_answer_and_is_done(circle, check_in):
    shared(circle.client, numbers=False)
    said = reply(circle.client, check_in)
    assert waiting_for_coach(circle.coach, circle.client) == 1
    assert read(circle.coach, check_in, said["id"]).status_code == 204
    assert waiting_for_coach(circle.coach, circle.client) == 0


def test_only_a_reply_of_that_check_in_is_read(circle, goal, check_in):
    other = checked_in(circle.client, goal, "2026-11-20")
    said = reply(circle.coach, other)
    absent = read(circle.client, check_in, uuid4())
    for by, which in ((circle.client, check_in), (circle.sibling, other), (circle.foreign_client, other)):
        answer = read(by, which, said["id"])
        assert (answer.status_code, answer.data) == (404, absent.data)
    assert waiting(circle.client) == {goal["id"]: 1}


def test_read_eight_times_at_once_while_another_reply_arrives(app, time, circle, goal, check_in):
    said = reply(circle.coach, check_in)
    time.pass_by(minutes=1)
    later = uuid4()

    def one(number):
        if number == 0:
            path = f"/check-ins/{check_in['id']}/replies/{later}"
            return circle.coach.put(path, {"text": "x"}).status_code
        return read(circle.client, check_in, said["id"]).status_code

    assert set(at_once(8, one)) <= {201, 204}
    assert {row.reply_id for row in rows(app, "unread_reply")} == {later}


def test_a_reply_sent_again_waits_once(circle, goal, check_in):
    reply_id = uuid4()
    assert set(at_once(8, lambda _: reply_status(circle.coach, check_in, reply_id))) <= {200, 201, 409}
    assert waiting(circle.client) == {goal["id"]: 1}


def reply_status(by, check_in, reply_id):
    return by.put(f"/check-ins/{check_in['id']}/replies/{reply_id}", {"text": "x"}).status_code


def test_nothing_that_counts_replies_says_a_word_of_them(circle, goal, check_in):
    reply(circle.coach, check_in)
    reply(circle.client, check_in)
    told = [circle.client.get("/today"), circle.client.get("/goals"), circle.coach.get("/triage")]
    told.append(circle.coach.get("/caseload"))
    assert all("SECRET" not in answer.get_data(as_text=True) for answer in told)


def test_marking_takes_the_same_statements_however_much_was_said(app, circle, goal, check_in):
    counts = []
    for replies in (1, 12):
        for _ in range(replies):
            said = reply(circle.coach, check_in)
        with statements(app) as seen:
            assert read(circle.client, check_in, said["id"]).status_code == 204
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4
