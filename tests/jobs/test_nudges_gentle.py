"""Follow-ups, easing off, soft words, discretion, milestones: how gently a client is reminded, from plan to Maildir."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api.db import db
from api.delivery.models import Outbox
from api.goals.services import put_milestone
from api.nudges.jobs import settle_nudges
from api.nudges.models import Nudge
from api.nudges.services import DatabaseAway, look, still_wanted, word_push
from api.stalls.models import StallAssessment
from tests.jobs.conftest import MONDAY, Practice, links_in

FOUR = MONDAY.replace(hour=16)
MORNING = FOUR.replace(hour=9) + timedelta(days=1)


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def loaded(practice: Practice, goal_id) -> None:
    """The model has said, for the client's own eyes, that the load is high."""
    db.session.execute(
        sa.insert(StallAssessment).values(
            id=uuid4(), practice_id=practice.client.practice_id, goal_id=goal_id, client_id=practice.client.member_id,
            viewer="client", is_latest=True, inputs_hash=b"", params_version="1", level="on_path", lane=None,
            basis=None, since_on=None, load_0_10=8.0, evidence=b"", assessed_at=practice.now,
        )
    )  # fmt: skip
    db.session.commit()


def test_what_is_still_open_the_next_morning_is_asked_once_more_about_its_own_day(practice: Practice):
    practice.goal("Strategy time")
    practice.remind(0)

    practice.tick(FOUR)
    practice.tick(MORNING)
    practice.tick(MORNING + timedelta(days=1))

    first, second = practice.mails()
    assert "Strategy time, 16:00. How did it go?" in text_of(first)
    assert "Still open: Strategy time. Done, partly, not this time, all useful." in " ".join(
        text_of(second).split()
    )
    assert "Monday 16 November" in text_of(second)
    assert [(row.kind, row.on_date, row.outcome) for row in practice.nudges()] == [
        ("first", MONDAY.date(), "sent"),
        ("follow_up", MONDAY.date(), "sent"),
    ]
    assert practice.plan().next_at == FOUR + timedelta(days=7)
    practice.browser().post(links_in(second)[0], data={"felt": ""})
    assert practice.check_ins()[0].happened_on == MONDAY.date()


def test_a_check_in_in_the_evening_stops_the_follow_up(practice: Practice):
    goal_id = practice.goal()
    practice.remind(0)
    practice.tick(FOUR)
    practice.check_in(goal_id, MONDAY.date())

    practice.tick(MORNING)

    assert len(practice.mails()) == 1
    assert practice.outcomes()[-1] == ("not_sent", "already_logged")


def test_who_wants_no_follow_up_has_none(practice: Practice):
    practice.goal()
    practice.remind(0, follows_up=False)

    practice.tick(FOUR)

    assert practice.plan().next_at == FOUR + timedelta(days=7)


def test_a_weekly_goal_is_asked_about_twice_a_week_though_reminders_come_daily(practice: Practice):
    practice.goal(every="week")
    practice.remind()

    practice.days(7)

    assert practice.outcomes() == [("sent", None)] * 2 + [("not_sent", "asked_already")] * 5


def test_easing_off_brings_back_the_full_rhythm_by_a_choice_too(practice: Practice):
    practice.goal()
    practice.remind()
    practice.days(4)
    assert practice.plan().eased == "weekly"
    assert practice.outcomes()[-1] == ("not_sent", "backed_off")

    practice.remind()
    practice.days(1)

    assert practice.outcomes()[-1] == ("sent", None)
    assert practice.plan().eased == "full"


def test_after_three_silent_days_the_words_offer_a_way_on(practice: Practice):
    goal_id = practice.goal()
    practice.check_in(goal_id, MONDAY.date() - timedelta(days=1))
    practice.remind()

    practice.days(3)

    words = " ".join(text_of(practice.mails()[-1]).split())
    assert "Three days without a check-in. That is information, not a verdict." in words


def test_under_load_the_words_are_softer_and_nothing_is_followed_up(practice: Practice):
    goal_id = practice.goal()
    practice.consent_to_feelings()
    loaded(practice, goal_id)
    practice.remind(0, 2)

    practice.tick(FOUR)

    [mail] = practice.mails()
    assert "if there is room for it today" in text_of(mail)
    assert practice.plan().next_at == FOUR + timedelta(days=2)


def test_without_consent_to_feelings_no_load_is_known_here(practice: Practice):
    loaded(practice, practice.goal())
    practice.remind(0)

    practice.tick(FOUR)

    assert "How did it go?" in text_of(practice.mails()[0])


def test_a_discreet_mail_and_its_page_name_no_goal(practice: Practice):
    practice.goal("Leave this job")
    practice.remind(0, is_discreet=True)
    practice.tick(FOUR)

    [mail] = practice.mails()
    assert "Leave this job" not in mail.as_string()
    assert len(links_in(mail)) == 3
    page = practice.browser().get(links_in(mail)[0])
    assert "Leave this job" not in page.text
    assert "Your check-in" in page.text


def test_two_goals_without_names_cannot_be_told_apart_so_the_app_asks(practice: Practice):
    practice.goal("One")
    practice.goal("Two")
    practice.remind(0, is_discreet=True)
    practice.tick(FOUR)

    [mail] = practice.mails()
    assert links_in(mail) == []
    assert "Two check-ins, 16:00." in text_of(mail)
    assert "http://127.0.0.1:8000/today?on=2026-11-16" in text_of(mail)


def test_a_push_is_general_unless_the_client_says_otherwise(practice: Practice):
    goal_id = practice.goal("Strategy time")
    practice.remind(0)
    payload = {
        "client_id": str(practice.client.member_id), "practice_id": practice.client.practice_id, "on": "2026-11-16",
        "kind": "first", "goals": [goal_id.hex], "milestones": [], "tone": "first", "rhythm": "full",
        "days_silent": None,
    }  # fmt: skip

    named = word_push(look([payload], FOUR)[0], "")
    practice.remind(0, is_discreet=True)
    general = word_push(look([payload], FOUR)[0], "")

    assert named.body == "Strategy time, 16:00. How did it go?"
    assert (general.title, general.body) == ("Time for your check-in", "Open Waymark when it suits you.")
    assert general.path == "/today?on=2026-11-16"
    assert [goal for goal, _ in general.goals] == [goal_id]


def test_a_milestone_that_is_near_or_reached_is_told_of_once_in_the_days_message(practice: Practice):
    goal_id = practice.goal(kind="steps")
    for title, due_on, reached_on in (
        ("First board pack", date(2026, 11, 18), None),
        ("Budget agreed", date(2026, 11, 12), date(2026, 11, 14)),
        ("Far away", date(2026, 12, 18), None),
    ):
        step = {
            "title": title, "position": 1, "due_from": None, "due_on": due_on, "weight": 1.0,
            "reached_on": reached_on, "what_worked": None,
        }  # fmt: skip
        put_milestone(practice.client, goal_id, uuid4(), step, practice.now)
    practice.remind()

    practice.days(2)

    first, second = practice.mails()
    words = " ".join(text_of(first).split())
    assert "Coming up: First board pack, Wednesday 18 November." in words
    assert "Budget agreed: reached. What made it work? One line, for later." in words
    assert "Far away" not in words
    assert "board pack" not in text_of(second)
    assert "Budget" not in text_of(second)


def test_a_mail_that_an_outage_held_back_does_not_leave_in_the_quiet_hours(practice: Practice):
    practice.now = datetime(2026, 11, 16, 3, 30, tzinfo=UTC)
    practice.goal()
    practice.remind(0, at="06:00")
    practice.decide(datetime(2026, 11, 16, 6, 0, tzinfo=UTC))

    practice.tick(datetime(2026, 11, 16, 7, 0, tzinfo=UTC))
    assert practice.mails() == []
    [told] = practice.browser(practice.client).get("/api/v1/nudges").json["items"]
    assert (told["outcome"], told["why"]) == ("waiting", "It was moved to the end of your quiet hours.")
    practice.tick(datetime(2026, 11, 16, 8, 0, tzinfo=UTC))

    assert len(practice.mails()) == 1
    assert practice.outcomes() == [("sent", None)]


def test_a_mail_that_its_server_refuses_is_not_told_of_as_sent(practice: Practice):
    practice.goal()
    practice.remind(0)
    practice.decide(FOUR)
    [told] = practice.browser(practice.client).get("/api/v1/nudges").json["items"]
    assert told["outcome"] == "waiting"
    db.session.execute(sa.update(Outbox).values(state="failed", reply="550 No", ended_at=FOUR, payload=None))
    db.session.commit()

    [told] = practice.browser(practice.client).get("/api/v1/nudges").json["items"]
    assert (told["outcome"], told["reason"]) == ("not_sent", "channel_gone")
    settle_nudges()

    assert practice.outcomes() == [("not_sent", "channel_gone")]
    assert practice.plan().unanswered == 0, "what never arrived was not left unanswered"


def test_a_reminder_turned_off_between_decision_and_sending_stays(practice: Practice):
    practice.goal()
    practice.remind(0)
    practice.decide(FOUR)
    practice.remind(0, on=False)

    practice.tick(FOUR)

    assert practice.mails() == []
    assert practice.outcomes() == [("not_sent", "consent_withdrawn")]


def test_a_queued_reminder_of_a_plan_that_is_gone_is_not_wanted(practice: Practice):
    payload = {
        "client_id": str(uuid4()), "practice_id": practice.client.practice_id, "on": "2026-11-16",
        "kind": "first", "goals": [], "milestones": [],
    }  # fmt: skip

    assert still_wanted(look([payload], FOUR)[0], "x@example.org", FOUR) is False
    payload.pop("practice_id")
    with pytest.raises(KeyError):
        look([payload], FOUR)


def test_a_busy_database_postpones_nobody(practice: Practice, monkeypatch):
    practice.goal()
    practice.remind(0)
    busy = sa.exc.OperationalError("lock timeout", None, Exception())

    def refuse(*_):
        raise busy

    with monkeypatch.context() as patched:
        patched.setattr("api.nudges.services.deciding.gather", refuse)
        for _ in range(2):
            with pytest.raises(DatabaseAway):
                practice.decide(FOUR)
    assert practice.plan().next_at == FOUR

    practice.tick(FOUR + timedelta(minutes=1))

    assert practice.outcomes() == [("sent", None)]


def test_a_plan_that_cannot_be_decided_is_on_record(practice: Practice, monkeypatch):
    practice.goal()
    practice.remind(0)

    def fail(*_):
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr("api.nudges.services.deciding.gather", fail)
        practice.decide(FOUR)

    assert practice.outcomes() == [("not_sent", "not_decided")]
    assert practice.plan().next_at == FOUR + timedelta(days=7)


def test_one_message_a_local_day_holds_whatever_was_planned(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    practice.remind(at="18:00")

    practice.tick(FOUR.replace(hour=18))

    assert len(practice.mails()) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Nudge)) == 1
