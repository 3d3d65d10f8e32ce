"""The links of a reminder: a check-in by one tap, and the end of reminders."""

import re
from datetime import date, timedelta

import pytest

from api.nudges import services
from tests.jobs.conftest import MONDAY, Practice, links_in

FOUR = MONDAY.replace(hour=16)
FORM = "application/x-www-form-urlencoded"


def test_a_reminder_can_be_turned_off_by_a_mail_program(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    [mail] = practice.mails()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://127.0.0.1:8000(/u/\S+)>", mail["List-Unsubscribe"])
    browser = practice.browser()

    assert "Turn reminders off?" in browser.get(address[1]).text
    assert practice.plan().is_on, "a look changed something"
    answer = browser.post(address[1], data="List-Unsubscribe=One-Click", content_type=FORM)

    assert answer.status_code == 200
    assert not practice.plan().is_on
    practice.tick(FOUR + timedelta(days=1))
    assert len(practice.mails()) == 1


def test_one_tap_records_a_check_in_once_though_it_is_sent_twice(practice: Practice):
    goal_id = practice.goal()
    practice.consent_to_feelings()
    practice.remind()
    practice.tick(FOUR)
    done, partly, _not_this_time = links_in(practice.mails()[0])
    browser = practice.browser()

    page = browser.get(done)
    assert "Done, Monday 16 November." in page.text
    assert "How did it feel?" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in page.headers
    browser.head(done)
    browser.get(partly)
    assert practice.check_ins() == [], "a look recorded something"

    for _ in range(2):
        saved = browser.post(done, data={"felt": "good"})
        assert saved.status_code == 200
        assert "Saved: Done, Monday 16 November." in saved.text

    [check_in] = practice.check_ins()
    assert (check_in.goal_id, check_in.happened_on) == (goal_id, date(2026, 11, 16))
    assert (check_in.outcome, check_in.felt, check_in.source, check_in.counts) == (
        "done",
        "good",
        "email",
        True,
    )

    practice.now += timedelta(minutes=1)
    browser.post(partly, data={"felt": ""})
    [check_in] = practice.check_ins()
    assert (check_in.outcome, check_in.felt) == ("partly", None)


def test_one_tap_can_be_undone_and_done_again(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])
    browser = practice.browser()

    browser.post(done, data={"felt": ""})
    practice.now += timedelta(seconds=5)
    assert "Undone" in browser.post(done, data={"undo": "yes"}).text
    assert [check_in.counts for check_in in practice.check_ins()] == [False]
    browser.post(done, data={"undo": "yes"})
    practice.now += timedelta(seconds=5)
    browser.post(done, data={"felt": ""})

    assert [check_in.counts for check_in in practice.check_ins()] == [True]


def test_feelings_are_not_asked_for_without_consent_and_not_kept_if_sent(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])
    browser = practice.browser()

    assert "How did it feel?" not in browser.get(done).text
    browser.post(done, data={"felt": "heavy"})

    assert practice.check_ins()[0].felt is None


def test_a_link_tapped_on_tuesday_records_monday(practice: Practice):
    practice.goal()
    practice.remind(0)
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])
    practice.now = FOUR + timedelta(days=1)

    practice.browser().post(done, data={"felt": ""})

    assert practice.check_ins()[0].happened_on == date(2026, 11, 16)


def test_a_link_ends_after_a_week_with_a_page_for_people(practice: Practice):
    practice.goal()
    practice.remind(0)
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])
    browser = practice.browser()

    practice.now = FOUR + timedelta(days=6)
    assert browser.get(done).status_code == 200
    practice.now = FOUR + timedelta(days=9)
    ended = browser.get(done)

    assert ended.status_code == 410
    assert ended.mimetype == "text/html"
    assert browser.post(done, data={"felt": ""}).status_code == 410
    assert practice.check_ins() == []


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-9] + ("A" if t[-9] != "A" else "B") + t[-8:], lambda _: "x", lambda t: t + "."]
)
def test_a_forged_link_leads_nowhere(practice: Practice, spoil):
    practice.goal()
    practice.remind(0)
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])

    forged = "/c/" + spoil(done.removeprefix("/c/"))

    assert practice.browser().get(forged).status_code == 404
    assert practice.browser().post(forged, data={"felt": ""}).status_code == 404


def test_an_unsubscribe_link_is_no_check_in_link(practice: Practice):
    token = services.wording.write_unsubscribe(
        practice.app.config["WAYMARK"].secret, practice.client.member_id
    )

    assert practice.browser().get(f"/c/{token}").status_code == 404


def test_a_robot_that_posts_something_else_records_nothing(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    done, *_ = links_in(practice.mails()[0])

    practice.browser().post(done, data="List-Unsubscribe=One-Click", content_type=FORM)
    practice.browser().post(done, json={"felt": ""})

    assert practice.check_ins() == []


def test_a_link_does_not_overrule_what_was_told_through_another_door_unasked(practice: Practice):
    goal_id = practice.goal()
    practice.remind()
    practice.tick(FOUR)
    _done, partly, _not_this_time = links_in(practice.mails()[0])
    practice.now += timedelta(minutes=5)
    practice.check_in(goal_id, MONDAY.date())
    browser = practice.browser()
    practice.now += timedelta(minutes=5)

    asked = browser.post(partly, data={"felt": ""})

    assert "already has a check-in: Done" in asked.text
    assert [check_in.source for check_in in practice.check_ins() if check_in.counts] == ["api"]
    browser.post(partly, data={"felt": "", "replace": "yes"})
    assert [check_in.outcome for check_in in practice.check_ins() if check_in.counts] == ["partly"]
    browser.post(partly, data={"undo": "yes"})
    assert [check_in.outcome for check_in in practice.check_ins() if check_in.counts] == ["done"]


def test_the_page_says_whose_check_in_it_is_and_the_mail_says_what_its_links_can_do(practice: Practice):
    practice.goal()
    practice.remind()
    practice.tick(FOUR)
    [mail] = practice.mails()

    assert "whoever has this mail can check in with its links" in " ".join(
        mail.get_body(("plain",)).get_content().split()
    )
    assert "If that is not you, close this page." in practice.browser().get(links_in(mail)[0]).text
