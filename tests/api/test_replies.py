"""Coach and client answer each other on a check-in, and are told of it without a word of it."""

from uuid import UUID, uuid4

import pytest

from api.delivery import sink
from api.delivery.jobs import deliver
from tests.factories import (
    a_goal,
    a_member,
    at_once,
    checked_in,
    outbox,
    problem_fields,
    rows,
    today_of,
)
from tests.leaving import left, stopped_working_together


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set."""
    return circle


@pytest.fixture
def check_in(circle):
    return checked_in(circle.client, a_goal(circle.client), today_of(circle.client))


def reply(by, check_in, text="Well done. SECRET", reply_id=None):
    return by.put(f"/check-ins/{check_in['id']}/replies/{reply_id or uuid4()}", {"text": text})


def told(app, time, kept_before=frozenset()) -> list[tuple[str, str]]:
    """Let what is due leave; give address and text of the mails that left."""
    folder = app.config["WAYMARK"].mail_folder
    before = {key for key, _ in sink.kept_mails(folder, 10_000)} | kept_before
    with app.app_context():
        deliver()
    mails = [mail for key, mail in sink.kept_mails(folder, 10_000) if key not in before]
    return [(mail["To"], mail.as_string()) for mail in mails]


def addresses(app, time):
    return sorted(address for address, _ in told(app, time))


def test_both_answer_and_both_read_it_oldest_first(time, circle, check_in):
    first = reply(circle.coach, check_in, "  How was it? ")
    assert first.status_code == 201
    time.pass_by(minutes=1)
    assert reply(circle.client, check_in, "Good, thanks.").status_code == 201
    for reader in (circle.client, circle.coach):
        listed = reader.get(f"/check-ins/{check_in['id']}/replies").json
        assert [(one["by"], one["text"]) for one in listed["items"]] == [
            ("coach", "How was it?"),
            ("client", "Good, thanks."),
        ]
        assert reader.get(f"/check-ins/{check_in['id']}").json["replies"] == listed["items"]
        in_list = reader.get(f"/goals/{check_in['goal_id']}/check-ins").json["items"]
        assert in_list[0]["replies"] == listed["items"]
    assert first.json["author"] == {"id": str(circle.coach.id), "name": "Coach"}
    assert (first.json["check_in_id"], first.json["edited_at"]) == (check_in["id"], None)


def test_a_long_conversation_is_read_page_by_page(time, circle, check_in):
    for number in range(5):
        reply(circle.client, check_in, str(number))
        time.pass_by(minutes=1)
    where, read = f"/check-ins/{check_in['id']}/replies?limit=2", []
    page = circle.coach.get(where).json
    while page["next"]:
        read += page["items"]
        page = circle.coach.get(f"{where}&cursor={page['next']}").json
    assert [one["text"] for one in read + page["items"]] == list("01234")


def test_the_words_are_sealed_where_they_are_kept(app, circle, check_in):
    reply(circle.coach, check_in)
    [row] = rows(app, "reply")
    assert b"SECRET" not in bytes(row.text)


def test_sending_it_again_changes_nothing_and_other_words_edit_it(time, circle, check_in):
    reply_id = uuid4()
    made = reply(circle.coach, check_in, "One", reply_id)
    time.pass_by(minutes=5)
    replayed = reply(circle.coach, check_in, "One", reply_id)
    assert (made.status_code, replayed.status_code, replayed.json) == (201, 200, made.json)
    edited = reply(circle.coach, check_in, "Two", reply_id).json
    assert (edited["text"], edited["written_at"]) == ("Two", made.json["written_at"])
    assert edited["edited_at"] == "2026-11-23T12:05:00.000000Z"


def test_nobody_edits_what_the_other_wrote(circle, check_in):
    reply_id = uuid4()
    reply(circle.coach, check_in, "Mine", reply_id)
    assert reply(circle.client, check_in, "Yours", reply_id).status_code == 403
    [item] = circle.client.get(f"/check-ins/{check_in['id']}/replies").json["items"]
    assert item["text"] == "Mine"


def test_an_id_belongs_to_one_check_in(circle, check_in):
    reply_id = uuid4()
    other = checked_in(circle.client, {"id": check_in["goal_id"]}, "2026-11-20")
    reply(circle.client, check_in, "Here", reply_id)
    assert reply(circle.client, other, "There", reply_id).status_code == 409


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001, None, 7])
def test_words_that_cannot_be_kept_are_refused_by_name(circle, check_in, text):
    answer = reply(circle.client, check_in, text)
    assert (answer.status_code, problem_fields(answer)) == (422, ["text"])


def test_eight_at_once_are_one_reply_and_one_mail(app, circle, check_in):
    reply_id = uuid4()
    statuses = at_once(8, lambda _: reply(circle.coach, check_in, "One", reply_id).status_code)
    assert set(statuses) <= {200, 201, 409}
    assert len(rows(app, "reply")) == 1
    assert len(outbox(app)) == 1


def test_an_undone_check_in_takes_no_reply(circle, check_in):
    reply(circle.coach, check_in)
    circle.client.delete(f"/check-ins/{check_in['id']}")
    assert reply(circle.coach, check_in).status_code == 404
    assert circle.client.get(f"/check-ins/{check_in['id']}/replies").status_code == 404


# Being told of it


def test_the_other_one_is_told_by_a_mail_that_says_nothing_of_it(app, time, circle, check_in):
    reply(circle.coach, check_in)
    assert told(app, time) == [], "the reader may have the app open"
    time.pass_by(minutes=3)
    [(address, mail)] = told(app, time)
    assert address == circle.client.email
    assert f"/goals/{check_in['goal_id']}" in mail.replace("=\n", ""), "it opens where the reply stands"
    for word in ("SECRET", "Well done", "Board pack", "Coach"):
        assert word not in mail
    reply(circle.client, check_in)
    time.pass_by(minutes=3)
    assert addresses(app, time) == [circle.coach.email]


def test_a_conversation_is_told_of_once_an_hour(app, time, circle, check_in):
    for _ in range(3):
        reply(circle.coach, check_in)
        time.pass_by(minutes=5)
    assert addresses(app, time) == [circle.client.email]
    time.pass_by(circle.coach, hours=1)
    reply(circle.coach, check_in)
    time.pass_by(minutes=5)
    assert addresses(app, time) == [circle.client.email]


def test_an_edit_is_not_told_of(app, time, circle, check_in):
    reply_id = uuid4()
    reply(circle.coach, check_in, "One", reply_id)
    time.pass_by(minutes=3)
    assert len(told(app, time)) == 1
    time.pass_by(circle.coach, hours=2)
    reply(circle.coach, check_in, "Two", reply_id)
    time.pass_by(minutes=3)
    assert told(app, time) == []


def test_who_does_not_want_to_be_told_is_not_also_when_they_decide_later(app, time, circle, check_in):
    assert circle.client.get("/me").json["told_of_replies"] is True
    reply(circle.coach, check_in)
    assert circle.client.patch("/me", {"told_of_replies": False}).json["told_of_replies"] is False
    time.pass_by(circle.coach, hours=2)
    assert told(app, time) == []
    reply(circle.coach, check_in)
    assert len(outbox(app)) == 0, [payload for _, payload in outbox(app)]


def test_every_coach_of_the_client_is_told_and_no_other(app, time, circle, check_in):
    second = a_member(app, circle.owner, "Second", "coach")
    answer = circle.owner.post(
        "/engagements", {"client_id": str(circle.client.id), "coach_id": str(second.id)}
    )
    assert answer.status_code == 201
    reply(circle.client, check_in)
    time.pass_by(minutes=3)
    told_of_it = sorted(address for address, text in told(app, time) if "replied" in text)
    assert told_of_it == sorted([circle.coach.email, second.email])


def test_a_coach_who_has_left_is_not_told_and_sees_nothing(app, time, circle, check_in):
    reply_id = uuid4()
    reply(circle.coach, check_in, "Before", reply_id)
    reply(circle.client, check_in)
    stopped_working_together(circle.coach, circle.client)
    time.pass_by(circle.client, circle.coach, hours=2)
    assert circle.coach.email not in addresses(app, time), "not even what was on its way"
    reply(circle.client, check_in)
    assert circle.coach.get(f"/check-ins/{check_in['id']}/replies").status_code == 404
    assert reply(circle.coach, check_in, "After", reply_id).status_code == 404
    time.pass_by(minutes=5)
    assert addresses(app, time) == []


def test_whoever_left_the_practice_is_not_told(app, time, circle, check_in):
    reply(circle.client, check_in)
    left(circle.coach)
    time.pass_by(minutes=3)
    assert told(app, time) == []


def test_nobody_learns_of_a_reply_on_a_private_goal(app, time, circle):
    private = a_goal(circle.client, private=True)
    said = checked_in(circle.client, private, today_of(circle.client))
    assert reply(circle.coach, said).status_code == 404
    assert reply(circle.client, said, "A note to myself").status_code == 201
    time.pass_by(minutes=3)
    assert told(app, time) == []


def test_a_goal_made_private_takes_what_is_on_its_way_along(app, time, circle, check_in):
    reply(circle.client, check_in)
    goal = circle.client.get(f"/goals/{check_in['goal_id']}")
    circle.client.patch(f"/goals/{check_in['goal_id']}", {"private": True}, etag=goal.headers["ETag"])
    time.pass_by(minutes=3)
    assert told(app, time) == []


@pytest.mark.parametrize(
    ("zone", "told_too"), [("Pacific/Auckland", False), ("America/Los_Angeles", True)], ids=str
)
def test_whether_a_coach_still_hears_goes_by_their_own_day(app, time, circle, check_in, zone, told_too):
    """It is noon of the 23rd in London, still the 23rd in Los Angeles and the 24th in Auckland."""
    circle.coach.patch("/me", {"zone": zone})
    [engagement] = rows(app, "engagement", coach_id=circle.coach.id, client_id=circle.client.id)
    answer = circle.owner.patch(
        f"/engagements/{UUID(str(engagement.id))}", {"until_on": "2026-11-23"}, etag='"1"'
    )
    assert answer.status_code == 200
    time.pass_by(circle.coach, hours=3)
    seen = circle.coach.get(f"/check-ins/{check_in['id']}").status_code == 200
    signed = reply(circle.client, check_in)
    to_coach = rows(app, "outbox", kind="reply", address=circle.coach.email)
    assert (seen, signed.status_code, len(to_coach) == 1) == (told_too, 201, told_too)
