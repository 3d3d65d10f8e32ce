"""What a client agrees to: the words are kept, and taking back deletes."""

from dataclasses import asdict

import pytest

from api import clock
from api.privacy import rules
from api.privacy.rules import Words
from api.referrals.services.deciding import NOT_KEPT
from tests.factories import (
    a_circle,
    a_draft,
    a_goal,
    a_stalled_goal,
    a_suggestion,
    agreed,
    assess,
    checked_in,
    offered,
    outbox,
    posted,
    rows,
    shared,
    today_of,
)

DERIVED = ("stall_assessment", "stall_episode", "stall_disclosure", "suggestion", "suggestion_event")


@pytest.fixture
def newer_words(monkeypatch):
    """The words about patterns have been put otherwise since."""

    def put_otherwise():
        newer = Words("2027-01", "Look for patterns", "Other words.")
        words = rules.CONSENTS | {"patterns": (*rules.CONSENTS["patterns"], newer)}
        monkeypatch.setattr(rules, "CONSENTS", words)

    return put_otherwise


def test_the_words_are_told_before_anybody_agrees(circle):
    told = circle.client.get("/consents").json
    for kind, answer in told.items():
        words = rules.current_words(kind, "en")
        assert (answer["given"], answer["at"], answer["is_current"]) == (False, None, True)
        assert answer["current"] == asdict(words)


def test_a_reader_of_german_agrees_to_the_german_words_and_those_stand(circle):
    german = {"headers": {"Accept-Language": "de-AT, en;q=0.5"}}
    shown = circle.client.get("/consents", **german).json["patterns"]["current"]
    assert shown == asdict(rules.current_words("patterns", "de"))
    body = {"patterns": True, "versions": {"patterns": shown["version"]}}
    given = circle.client.put("/consents", body).json["patterns"]
    assert (given["version"], given["text"], given["language"]) == (shown["version"], shown["text"], "de")
    # To somebody who reads English now, these are still the words that were agreed to, and no older ones.
    assert given["is_current"]
    assert given["current"]["language"] == "en"


def test_an_agreement_stands_for_the_words_it_was_given_to(circle, newer_words):
    agreed(circle.client)
    before = circle.client.get("/consents").json["patterns"]
    newer_words()
    told = circle.client.get("/consents").json["patterns"]
    assert (told["given"], told["version"], told["text"]) == (True, before["version"], before["text"])
    assert told["is_current"] is False
    assert told["current"]["text"] == "Other words."
    again = circle.client.put("/consents", {"patterns": True}).json["patterns"]
    assert (again["version"], again["text"], again["is_current"]) == ("2027-01", "Other words.", True)
    assert again["at"] > before["at"]


def test_agreeing_to_newer_words_deletes_nothing(app, circle, newer_words):
    draft = a_draft(app, circle)
    newer_words()
    assert circle.client.put("/consents", {"patterns": True}).status_code == 200
    assert circle.coach.get(f"/suggestions/{draft['id']}").status_code == 200


def test_nobody_agrees_to_words_they_were_not_shown(circle, newer_words):
    newer_words()
    body = {"patterns": True, "versions": {"patterns": "2026-11"}}
    assert circle.client.put("/consents", body).status_code == 409
    assert circle.client.get("/consents").json["patterns"]["given"] is False
    body["versions"]["patterns"] = "2027-01"
    assert circle.client.put("/consents", body).json["patterns"]["given"] is True
    back = {"patterns": False, "versions": {"patterns": "2026-11"}}
    assert circle.client.put("/consents", back).status_code == 200, "taking back needs no reading"


def test_every_answer_is_on_record_with_its_words_version(app, circle):
    agreed(circle.client, feelings=False)
    agreed(circle.client, feelings=False, patterns=False)
    actions = [row.action for row in rows(app, "audit", actor_id=circle.client.id)]
    assert actions == [
        "consent.feelings.taken back",
        "consent.patterns.given.2026-11",
        "consent.patterns.taken back",
    ]


@pytest.mark.parametrize("kind", ["patterns", "feelings"])
def test_what_was_derived_goes_in_the_commit_that_takes_back(app, circle, kind):
    offered(app, circle)
    assess(app)
    assert all(rows(app, table) for table in DERIVED)
    mails = outbox(app)
    agreed(circle.client, **{kind: False})
    left = {table: rows(app, table) for table in DERIVED}
    if kind == "patterns":
        assert not any(left.values()), left
    else:
        assert left["stall_assessment"] == []
        [suggestion] = left["suggestion"]
        assert suggestion.state == "offered", "what was offered has been said"
    assert outbox(app) == mails == [], "there was never a mail of it"


def test_feelings_taken_back_are_kept_nowhere(app, circle):
    goal = a_stalled_goal(circle)
    checked_in(circle.client, goal, today_of(circle.client), felt="heavy", note="NOTE")
    assert rows(app, "reflection")
    agreed(circle.client, feelings=False)
    assert rows(app, "reflection") == []
    kept = rows(app, "check_in")
    assert {row.felt for row in kept} == {None}
    assert len(kept) == 21
    assert all(row.outcome for row in kept), "what was done stays"
    agreed(circle.client)
    told = circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert {one["felt"] for one in told} == {None}


def test_another_clients_feelings_stay(app, circle):
    a_stalled_goal(circle)
    agreed(circle.sibling)
    agreed(circle.sibling, feelings=False)
    assert len(rows(app, "reflection")) == 20


@pytest.mark.parametrize(("choice", "again"), [("dont_suggest", 0), ("have_support", 0), ("not_now", 1)])
def test_a_wish_not_to_be_asked_again_outlasts_the_consent_and_tells_nothing_else(app, time, choice, again):
    circle = a_circle(app)
    suggestion = offered(app, circle)
    answer = circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": choice}, etag=suggestion["etag"]
    )
    assert answer.status_code == 200
    agreed(circle.client, patterns=False)
    kept = rows(app, "suggestion")
    assert len(kept) == 1 - again
    for row in kept:
        assert (row.state, row.basis, row.goal_id, row.load_0_10) == ("wish", "wish", None, None)
        assert (row.dismissal_reason, row.response) == (None, choice)
    assert rows(app, "suggestion_event") == []
    for caller in (circle.client, circle.coach):
        assert caller.get("/suggestions").json["items"] == []
        assert caller.get(f"/suggestions/{suggestion['id']}").status_code == 404
    assert circle.coach.get("/caseload").json["items"][0]["open_suggestion"] is None
    agreed(circle.client)
    time.pass_by(circle.client, circle.coach, minutes=1)
    assess(app)
    assert len(circle.coach.get("/suggestions").json["items"]) == again
    agreed(circle.client, patterns=False)
    assert len(rows(app, "suggestion")) == 1 - again, "taking back twice keeps the wish once"


def test_what_another_client_agreed_to_is_nobody_elses_agreement(circle):
    agreed(circle.client)
    assert {kind: one["given"] for kind, one in circle.client.get("/consents").json.items()} == {
        "patterns": True,
        "feelings": True,
    }
    assert {one["given"] for one in circle.sibling.get("/consents").json.values()} == {False}


def test_what_is_shared_is_no_agreement_and_the_other_way_round(circle):
    shared(circle.client, feelings=True)
    assert circle.client.get("/consents").json["feelings"]["given"] is False
    agreed(circle.sibling)
    assert circle.sibling.get("/sharing").json["feelings"] is False


def test_feelings_taken_back_leave_no_load_in_what_was_offered(app, circle):
    suggestion = offered(app, circle)
    [before] = rows(app, "suggestion")
    assert before.load_0_10 is not None
    agreed(circle.client, feelings=False)
    [after] = rows(app, "suggestion")
    assert after.load_0_10 is None
    agreed(circle.client)
    told = circle.client.get(f"/suggestions/{suggestion['id']}").json
    assert told["reasons"]
    assert not set(told["reasons"]) - set(suggestion["reasons"])
    assert not [reason for reason in told["reasons"] if "heavy" in reason or "bigger" in reason]


def test_feelings_taken_back_leave_no_words_that_were_drafted_from_them(app, circle):
    suggestion = offered(app, circle)
    assert "heavy" in " ".join(suggestion["reasons"])
    agreed(circle.client, feelings=False)
    told = circle.client.get(f"/suggestions/{suggestion['id']}")
    assert told.json["text"] == NOT_KEPT
    answer = circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": "talk"}, etag=told.headers["ETag"]
    )
    assert answer.status_code == 200, "it stands, to be answered"


def test_feelings_taken_back_leave_what_people_wrote_by_hand(app, circle):
    agreed(circle.client)
    asked = posted(circle.client, "/suggestions", {"client_id": str(circle.client.id), "note": "I am tired."})
    offer = {"text": "Here are two people."}
    etag = circle.coach.get(f"/suggestions/{asked['id']}").headers["ETag"]
    assert circle.coach.put(f"/suggestions/{asked['id']}/offer", offer, etag=etag).status_code == 200
    agreed(circle.client, feelings=False)
    told = circle.client.get(f"/suggestions/{asked['id']}").json
    assert (told["text"], told["reasons"]) == ("Here are two people.", asked["reasons"])


def test_feelings_taken_back_leave_what_was_offered_and_is_done_with(app, circle):
    agreed(circle.client)
    now = clock.now()
    done = a_suggestion(app, a_goal(circle.client), "closed", offered_at=now, closed_at=now)
    agreed(circle.client, feelings=False)
    told = circle.client.get(f"/suggestions/{done['id']}").json
    assert (told["text"], told["reasons"]) == ("Shall we talk?", ["No progress for nine weeks."])


def test_feelings_taken_back_leave_no_reason_of_a_dismissal(app, circle):
    goal = a_goal(circle.client)
    agreed(circle.client)
    a_suggestion(app, goal, "dismissed", words="She felt heavy all through spring.")
    agreed(circle.client, feelings=False)
    [row] = rows(app, "suggestion")
    assert (row.state, row.dismissal_reason) == ("dismissed", None)


def test_patterns_taken_back_leave_no_mark_of_a_card(app, circle):
    draft = a_draft(app, circle)
    assert circle.coach.put(f"/triage/{draft['id']}/conversation", {}).status_code == 200
    assert len(rows(app, "triage_mark")) == 1
    agreed(circle.client, patterns=False)
    assert rows(app, "triage_mark") == []
