"""Reminders from the plan to the Maildir, and from the link in the mail back to a check-in."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Membership
from api.db import db
from api.delivery.models import Outbox, Suppression
from api.goals.models import Goal
from api.nudges.models import NudgePlan
from tests.jobs.conftest import MONDAY, Practice, links_in

FOUR = MONDAY.replace(hour=16)


def test_a_reminder_reaches_the_mailbox_at_the_local_time_and_not_before(practice: Practice):
    practice.goal("Strategy time")
    practice.goal("Call two customers")
    practice.remind(0, 2)

    practice.tick(FOUR - timedelta(minutes=1))
    assert practice.mails() == []
    practice.tick(FOUR)

    [mail] = practice.mails()
    assert mail["To"] == "ada@example.org"
    assert mail["Reply-To"] == "cora@example.org"
    assert mail["Subject"] == "Time for your check-in"
    text = mail.get_body(("plain",)).get_content()
    assert "Monday 16 November" in text
    assert "Strategy time" in text
    assert "Call two customers" in text
    assert len(links_in(mail)) == 6
    assert practice.outcomes() == [("sent", None)]
    assert practice.plan().next_at == datetime(2026, 11, 17, 9, tzinfo=UTC), "the follow-up"


def test_a_reminder_says_nothing_of_load_loss_or_suggestions(practice: Practice):
    practice.goal()
    practice.remind()

    practice.tick(FOUR)

    [mail] = practice.mails()
    words = " ".join(part.get_content() for part in mail.iter_parts()) + mail["Subject"]
    assert not re.search(
        r"streak|fail|miss you|therap|load\b|stall|suggest|referral|burn", words, re.IGNORECASE
    )


def test_what_is_logged_already_is_not_asked_for_and_the_reason_is_told(practice: Practice):
    practice.check_in(practice.goal(), date(2026, 11, 16))
    practice.remind()

    practice.tick(FOUR)

    assert practice.mails() == []
    [told] = practice.browser(practice.client).get("/api/v1/nudges").json["items"]
    assert (told["on"], told["kind"], told["outcome"], told["reason"]) == (
        "2026-11-16", "first", "not_sent", "already_logged",
    )  # fmt: skip
    assert practice.browser(practice.outsider).get("/api/v1/nudges").json["items"] == []


def test_only_open_goals_are_listed(practice: Practice):
    practice.check_in(practice.goal("Logged"), date(2026, 11, 16))
    practice.goal("Open")
    practice.remind()

    practice.tick(FOUR)

    text = practice.mails()[0].get_body(("plain",)).get_content()
    assert "Open" in text
    assert "Logged" not in text


def test_a_private_goal_is_not_named_in_a_mail_whose_reply_reaches_the_coach(practice: Practice):
    goal_id = practice.goal("Leave this job")
    db.session.execute(sa.update(Goal).where(Goal.id == goal_id).values(is_private=True))
    db.session.commit()
    practice.remind()

    practice.tick(FOUR)

    [mail] = practice.mails()
    assert "Leave this job" not in mail.as_string()
    assert "A goal you keep to yourself" in mail.get_body(("plain",)).get_content()


def test_a_day_on_which_nothing_is_due_is_silent(practice: Practice):
    practice.goal(every="week", weekdays=[1])
    practice.remind()

    practice.tick(FOUR)

    assert practice.outcomes() == [("not_sent", "period_done")]


def test_a_pause_is_silent(practice: Practice):
    practice.goal()
    practice.pause(date(2026, 11, 16), date(2026, 11, 18))
    practice.remind()

    practice.days(4)

    assert practice.outcomes() == [("not_sent", "paused")] * 3 + [("sent", None)]


def test_a_client_whose_coach_is_gone_gets_nothing(practice: Practice):
    practice.goal()
    practice.remind()
    practice.end_engagement()

    practice.tick(FOUR)

    assert practice.outcomes() == [("not_sent", "coach_left")]
    assert practice.mails() == []


def test_a_coach_who_leaves_between_the_decision_and_the_sending_stops_the_mail(practice: Practice):
    practice.goal()
    practice.remind()
    practice.decide(FOUR)
    assert practice.outcomes() == [("queued", None)]
    practice.end_engagement()

    practice.tick()

    assert practice.mails() == []
    assert practice.outcomes() == [("not_sent", "coach_left")]
    assert [message.state for message in practice.queued()] == ["dropped"]


def test_a_check_in_between_the_decision_and_the_sending_stops_the_mail(practice: Practice):
    goal_id = practice.goal()
    practice.remind()
    practice.decide(FOUR)
    practice.check_in(goal_id, date(2026, 11, 16))

    practice.tick()

    assert practice.mails() == []
    assert practice.outcomes() == [("not_sent", "already_logged")]


def test_a_client_who_left_gets_nothing(practice: Practice):
    practice.goal()
    practice.remind()
    db.session.execute(
        sa.update(Membership).values(left_at=MONDAY).where(Membership.id == practice.client.member_id)
    )
    db.session.commit()

    practice.tick(FOUR)

    assert practice.outcomes() == [("not_sent", "client_left")]
    assert practice.plan().next_at is None, "nobody is asked about every day for ever"


def test_an_address_that_refuses_mail_gets_none(practice: Practice):
    practice.goal()
    practice.remind()
    db.session.add(Suppression(address="ada@example.org", at=MONDAY, reply="550 No"))
    db.session.commit()

    practice.tick(FOUR)

    assert practice.outcomes() == [("not_sent", "channel_gone")]


def test_after_a_stop_a_slot_is_caught_up_the_same_evening_and_only_once(practice: Practice):
    practice.goal()
    practice.remind(0)

    practice.tick(MONDAY.replace(hour=20))
    practice.tick(MONDAY.replace(hour=20, minute=30))

    assert len(practice.mails()) == 1
    assert practice.outcomes() == [("sent", None)]


def test_after_a_stop_over_night_the_slot_is_too_late(practice: Practice):
    practice.goal()
    practice.remind(0)

    practice.tick(FOUR + timedelta(days=1))

    assert practice.outcomes() == [("not_sent", "too_late")]
    assert practice.plan().next_at == FOUR + timedelta(days=7)


def test_a_late_reminder_keeps_out_of_quiet_hours(practice: Practice):
    practice.goal()
    practice.remind(0)

    practice.tick(MONDAY.replace(hour=22))

    assert practice.mails() == []
    assert practice.outcomes() == [("not_sent", "quiet_hours")]


def test_a_late_reminder_in_the_early_morning_moves_to_the_end_of_the_quiet_hours(practice: Practice):
    practice.now = datetime(2026, 11, 16, 3, 30, tzinfo=UTC)
    practice.goal()
    practice.remind(0, at="06:00")

    practice.tick(datetime(2026, 11, 16, 7, 0, tzinfo=UTC))
    assert practice.outcomes() == [("moved", "quiet_hours")]
    assert practice.plan().next_at == datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    practice.tick(datetime(2026, 11, 16, 8, 0, tzinfo=UTC))

    assert practice.outcomes() == [("sent", None)]
    assert len(practice.mails()) == 1


def test_reminders_ease_off_when_nobody_answers_and_return_with_any_check_in(practice: Practice):
    goal_id = practice.goal()
    practice.remind()

    practice.days(3)
    assert [outcome for outcome, _ in practice.outcomes()] == ["sent"] * 3
    practice.days(7)
    assert practice.outcomes()[3:] == [("not_sent", "backed_off")] * 6 + [("sent", None)]
    assert "moved these to weekly" in practice.mails()[-1].get_body(("plain",)).get_content()
    practice.days(14)
    assert [outcome for outcome, _ in practice.outcomes()].count("sent") == 6
    practice.days(27)
    assert [outcome for outcome, _ in practice.outcomes()].count("sent") == 6
    practice.days(1)
    assert "moved these to monthly" in practice.mails()[-1].get_body(("plain",)).get_content()

    practice.check_in(goal_id, practice.now.date())
    practice.days(2)

    assert practice.outcomes()[-2:] == [("sent", None)] * 2


def test_two_schedulers_at_once_decide_each_reminder_once(practice: Practice):
    practice.goal()
    practice.remind(0)

    practice.decide(FOUR)
    db.session.execute(
        sa.update(NudgePlan).values(next_at=FOUR, next_on=date(2026, 11, 16), next_kind="first")
    )
    db.session.commit()
    practice.tick(FOUR)

    assert len(practice.mails()) == 1
    assert practice.outcomes() == [("sent", None)]


def test_on_the_day_the_clocks_go_back_the_reminder_keeps_its_local_time(practice: Practice):
    practice.now = datetime(2027, 3, 26, 9, 0, tzinfo=UTC)
    practice.goal()
    practice.remind(at="16:00")

    seen = []
    for _ in range(4):
        seen.append(practice.plan().next_at)
        practice.tick(practice.plan().next_at)

    # London, 28 March 2027: summer time begins.
    assert [f"{at:%d %H:%M}" for at in seen] == ["26 16:00", "27 16:00", "28 15:00", "29 15:00"]


def test_a_local_time_that_the_clock_skips_is_the_next_one_that_exists(practice: Practice):
    practice.now = datetime(2027, 3, 27, 9, 0, tzinfo=UTC)
    practice.goal()
    practice.remind(6, at="01:30")

    assert practice.plan().next_at == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    practice.tick(practice.plan().next_at)

    assert len(practice.mails()) == 1


def test_after_a_journey_no_reminder_comes_at_the_old_hour(practice: Practice):
    practice.goal()
    practice.remind()
    db.session.execute(sa.update(Membership).values(zone="America/New_York"))
    db.session.commit()

    practice.tick(FOUR)

    assert practice.mails() == []
    assert practice.plan().next_at == datetime(2026, 11, 16, 21, 0, tzinfo=UTC)


def test_one_plan_that_cannot_be_decided_does_not_hold_up_the_others(practice: Practice):
    practice.goal()
    practice.remind()
    practice.client, practice.outsider = practice.outsider, practice.client
    practice.remind(at="15:59")
    spoilt = practice.client.member_id
    db.session.execute(sa.update(Membership).where(Membership.id == spoilt).values(zone="No/Where"))
    db.session.commit()

    practice.tick(FOUR)

    assert [mail["To"] for mail in practice.mails()] == ["ada@example.org"]


def test_many_clients_are_decided_in_the_same_number_of_statements(practice: Practice):
    statements: list[str] = []

    def count(_connection, _cursor, statement, *_):
        statements.append(statement)

    practice.goal()
    practice.remind(0)
    sa.event.listen(db.engine, "before_cursor_execute", count)
    try:
        practice.decide(FOUR)
        few = len(statements)
        from api.accounts.services import people  # noqa: PLC0415
        from api.accounts.services.people import NewMember  # noqa: PLC0415

        me = practice.client
        for number in range(12):
            member = NewMember(f"Client {number}", f"client{number}@example.org", frozenset({"client"}))
            member_id = people.add_member(me.practice_id, member, MONDAY)
            people.engage(me.practice_id, member_id, practice.coach.member_id, date(2026, 1, 1), MONDAY)
            db.session.commit()
            practice.client = type(me)(member_id, me.practice_id, me.roles, me.zone)
            practice.now = MONDAY
            practice.goal(f"Goal {number}")
            practice.remind(0)
        statements.clear()
        practice.decide(FOUR)
        many = len(statements)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", count)

    assert len(practice.queued()) == 13
    assert many <= few


def test_words_of_a_waiting_reminder_are_sealed(practice: Practice):
    practice.goal("Tell nobody")
    practice.remind()
    practice.decide(FOUR)

    [message] = practice.queued()
    assert b"Tell nobody" not in message.payload
    assert message.client_id == practice.client.member_id
    assert isinstance(message.id, UUID)
    assert message.useless_at == datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Outbox)) == 1
