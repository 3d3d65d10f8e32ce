"""Weekly letters: the coach's digest and the client's look-back, in the reader's zone, silent when empty."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from api.accounts.models import Membership, Sharing
from api.accounts.services import appointments, people
from api.accounts.services.people import NewMember
from api.caseload import services
from api.caseload.jobs import send_digests
from api.caseload.queries import caseload
from api.db import db
from api.delivery.jobs import deliver
from api.goals.models import Goal
from api.nudges.jobs import plan_letters, send_look_backs
from api.nudges.models import LetterPlan, NudgePlan
from tests.jobs.conftest import MONDAY, Practice

NEXT_MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"


def letters(practice: Practice, at: datetime) -> list:
    """Let the letters of that moment leave, and give those that did."""
    before = len(practice.mails())
    practice.now = at
    send_digests()
    send_look_backs()
    deliver()
    return practice.mails()[before:]


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def eased(practice: Practice, days_ago: int = 2) -> None:
    practice.remind()
    at = NEXT_MONDAY - timedelta(days=days_ago)
    db.session.execute(sa.update(NudgePlan).values(eased="monthly", eased_at=at, next_at=None))
    db.session.commit()


def test_the_digest_says_on_monday_at_seven_whose_reminders_have_become_rare(practice: Practice):
    plan_letters()
    eased(practice)

    assert letters(practice, NEXT_MONDAY.replace(hour=6, minute=59)) == []
    [digest] = letters(practice, NEXT_MONDAY.replace(hour=7))

    assert digest["To"] == "cora@example.org"
    assert "Reminders come once a month now, for want of an answer: Ada." in text_of(digest)
    assert letters(practice, NEXT_MONDAY.replace(hour=8)) == [], "once a week"


def test_a_digest_with_nothing_to_say_is_not_sent_and_comes_round_again(practice: Practice):
    plan_letters()

    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == []
    [plan] = practice.rows(LetterPlan, LetterPlan.next_at)
    assert plan.next_at == NEXT_MONDAY.replace(hour=7) + timedelta(days=7)


def test_silence_is_told_only_of_clients_who_share_whether_they_check_in(practice: Practice):
    plan_letters()
    eased(practice)
    db.session.execute(sa.update(Sharing).values(numbers=False))
    db.session.commit()

    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == []


@pytest.mark.parametrize("hidden", [{"is_private": True}, {"numbers_shared": False}])
def test_silence_is_not_told_where_a_goal_is_kept_from_the_coach(practice: Practice, hidden):
    plan_letters()
    practice.goal("Board pack")
    kept = practice.goal("Canary")
    eased(practice)
    db.session.execute(sa.update(Goal).where(Goal.id == kept).values(**hidden))
    db.session.commit()

    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == [], "no answer about Canary either, it would say"


def test_silence_is_not_told_where_a_reminder_asked_about_a_goal_that_was_kept_from_the_coach(
    practice: Practice,
):
    plan_letters()
    kept = practice.goal("Canary")
    practice.remind()
    practice.tick(MONDAY.replace(hour=16))
    db.session.execute(sa.update(Goal).where(Goal.id == kept).values(is_private=True, status="let_go"))
    eased(practice)

    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == []


def test_silence_is_told_of_a_goal_that_is_shared_though_others_are_not(practice: Practice):
    plan_letters()
    shared = practice.goal("Board pack")
    eased(practice)
    db.session.execute(sa.update(Sharing).values(numbers=False))
    db.session.execute(sa.update(Goal).where(Goal.id == shared).values(numbers_shared=True))
    db.session.commit()

    assert len(letters(practice, NEXT_MONDAY.replace(hour=7))) == 1


def test_a_coach_who_keeps_appointments_here_hears_who_has_none_ahead(practice: Practice):
    plan_letters()
    client = practice.client
    made = appointments.arrange(
        practice.coach, client.member_id, MONDAY + timedelta(days=2), 60, None, practice.now
    )
    assert made

    [digest] = letters(practice, NEXT_MONDAY.replace(hour=7))

    assert "No appointment booked: Ada." in text_of(digest)


def test_a_digest_can_be_stopped_by_a_mail_program_and_asked_for_again(practice: Practice):
    plan_letters()
    eased(practice)
    [digest] = letters(practice, NEXT_MONDAY.replace(hour=7))
    where = re.fullmatch(r"<http://127.0.0.1:8000(/u/\S+)>", digest["List-Unsubscribe"])[1]

    assert "Stop this weekly letter?" in practice.browser().get(where).text
    coach = practice.browser(practice.coach)
    assert coach.get("/api/v1/digest-preferences").json == {"on": True}
    assert (
        practice.browser().post(where, data="List-Unsubscribe=One-Click", content_type=FORM).status_code
        == 200
    )
    assert coach.get("/api/v1/digest-preferences").json == {"on": False}
    practice.now = NEXT_MONDAY.replace(hour=9)
    assert plan_letters() is None, "whoever stopped it is not planned anew"
    assert letters(practice, NEXT_MONDAY.replace(hour=7) + timedelta(days=7)) == []

    coach = practice.browser(practice.coach)
    assert coach.put("/api/v1/digest-preferences", json={"on": True}).json == {"on": True}


def test_a_coach_who_comes_back_has_the_digest_again(practice: Practice):
    plan_letters()
    member = sa.update(Membership).where(Membership.id == practice.coach.member_id)
    db.session.execute(member.values(left_at=practice.now))
    db.session.commit()
    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == []
    db.session.execute(member.values(left_at=None))
    db.session.commit()
    plan_letters()
    eased(practice, days_ago=-6)
    assert len(letters(practice, NEXT_MONDAY.replace(hour=7) + timedelta(days=7))) == 1


def test_a_digest_names_nobody_of_another_coach(practice: Practice):
    plan_letters()
    practice.client, practice.outsider = practice.outsider, practice.client
    eased(practice)  # of somebody whom the coach does not coach

    assert letters(practice, NEXT_MONDAY.replace(hour=7)) == []


def test_a_look_back_comes_in_the_clients_own_zone_with_counts_and_no_names(practice: Practice):
    goal_id = practice.goal("Tell nobody")
    practice.remind(on=False, looks_back=True)
    for day in range(3):
        practice.check_in(goal_id, date(2026, 11, 16) - timedelta(days=day + 1))
    practice.now = MONDAY + timedelta(days=2)
    practice.check_in(goal_id, date(2026, 11, 18))

    assert letters(practice, NEXT_MONDAY.replace(hour=7, minute=59)) == []
    [look_back] = letters(practice, NEXT_MONDAY.replace(hour=8))

    assert look_back["To"] == "ada@example.org"
    assert "You checked in on one day: 1 done." in text_of(look_back)
    assert "The week from 16 November" in text_of(look_back)
    assert "Tell nobody" not in look_back.as_string()
    assert letters(practice, NEXT_MONDAY.replace(hour=9)) == []


def test_a_week_without_a_check_in_has_no_look_back(practice: Practice):
    practice.goal()
    practice.remind(looks_back=True)

    assert letters(practice, NEXT_MONDAY.replace(hour=8)) == []


def test_after_a_stop_of_days_no_old_letter_is_sent(practice: Practice):
    goal_id = practice.goal()
    practice.remind(on=False, looks_back=True)
    practice.check_in(goal_id, date(2026, 11, 16))

    assert letters(practice, NEXT_MONDAY + timedelta(days=3)) == []


def test_one_reader_who_cannot_be_written_to_holds_up_no_other_and_is_tried_again(practice: Practice):
    looks_back = []
    for _ in range(2):
        practice.check_in(practice.goal(), date(2026, 11, 16))
        practice.remind(on=False, looks_back=True)
        looks_back.append(practice.client.member_id)
        practice.client, practice.outsider = practice.outsider, practice.client
        people.engage(
            practice.client.practice_id, practice.client.member_id, practice.coach.member_id,
            date(2026, 1, 1), practice.now,
        )  # fmt: skip
        db.session.commit()
    first = sa.update(Membership).where(Membership.id == looks_back[0])
    db.session.execute(first.values(zone="Nowhere/Land"))
    db.session.commit()

    with capture_logs() as told:
        assert [mail["To"] for mail in letters(practice, NEXT_MONDAY.replace(hour=8))] == ["otto@example.org"]
    assert [(one["member"], one["error"]) for one in told if one["event"] == "letter not written"] == [
        (str(looks_back[0]), "UnknownZone")
    ]
    db.session.execute(first.values(zone="Europe/London"))
    db.session.commit()
    assert letters(practice, NEXT_MONDAY.replace(hour=8, minute=59)) == []
    assert [mail["To"] for mail in letters(practice, NEXT_MONDAY.replace(hour=9))] == ["ada@example.org"]
    assert letters(practice, NEXT_MONDAY.replace(hour=11)) == []
    [ada, otto] = practice.rows(LetterPlan, LetterPlan.next_at)
    assert ada.next_at == otto.next_at == NEXT_MONDAY.replace(hour=8) + timedelta(days=7)


def test_a_coach_whose_digest_cannot_be_read_holds_up_no_other(practice: Practice):
    plan_letters()
    eased(practice)
    other = people.add_member(
        practice.client.practice_id,
        NewMember("Nell", "nell@example.org", frozenset({"coach"})),
        practice.now,
    )
    people.engage(
        practice.client.practice_id, practice.client.member_id, other, date(2026, 1, 1), practice.now
    )
    db.session.commit()
    plan_letters()

    def fails_for_cora(principal, query, now):
        if principal.member_id == practice.coach.member_id:
            raise LookupError
        return caseload(principal, query, now)

    practice.now = NEXT_MONDAY.replace(hour=7)
    while services.send_digests(practice.now, fails_for_cora):
        pass
    assert [mail["To"] for mail in letters(practice, practice.now)] == ["nell@example.org"]
    assert [mail["To"] for mail in letters(practice, NEXT_MONDAY.replace(hour=8))] == ["cora@example.org"]


def test_what_cannot_be_written_for_days_is_not_written_then(practice: Practice):
    goal_id = practice.goal()
    practice.remind(on=False, looks_back=True)
    practice.check_in(goal_id, date(2026, 11, 16))
    zone = sa.update(Membership).where(Membership.id == practice.client.member_id)
    db.session.execute(zone.values(zone="Nowhere/Land"))
    db.session.commit()
    for hours in range(0, 50, 2):
        assert letters(practice, NEXT_MONDAY.replace(hour=8) + timedelta(hours=hours)) == []
    db.session.execute(zone.values(zone="Europe/London"))
    db.session.commit()

    assert letters(practice, NEXT_MONDAY.replace(hour=12) + timedelta(days=2)) == []
    [plan] = practice.rows(LetterPlan, LetterPlan.next_at)
    assert plan.next_at == NEXT_MONDAY.replace(hour=8) + timedelta(days=7)


def test_a_client_who_comes_back_has_the_look_back_again(practice: Practice):
    practice.remind(on=False, looks_back=True)
    member = sa.update(Membership).where(Membership.id == practice.client.member_id)
    db.session.execute(member.values(left_at=practice.now))
    db.session.commit()
    assert letters(practice, NEXT_MONDAY.replace(hour=8)) == []
    db.session.execute(member.values(left_at=None))
    db.session.commit()
    plan_letters()
    practice.check_in(practice.goal(), date(2026, 11, 23))

    assert len(letters(practice, NEXT_MONDAY.replace(hour=8) + timedelta(days=7))) == 1


def test_another_zone_moves_the_letters_too(practice: Practice):
    practice.remind(looks_back=True)
    practice.browser(practice.client).patch("/api/v1/me", json={"zone": "America/New_York"})

    practice.decide()

    [plan] = practice.rows(LetterPlan, LetterPlan.next_at)
    assert plan.next_at == MONDAY.replace(hour=13), "eight o’clock is still ahead there"
