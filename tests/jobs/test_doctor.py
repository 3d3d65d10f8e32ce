"""The doctor finds what is wrong, says what to do, and fails; what is in order is told too."""

import os
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from api import clock, doctor
from api.db import db
from api.delivery.models import Outbox
from api.delivery.services import Draft, enqueue
from api.referrals.helplines import HELPLINES
from api.scheduler import JobSlot, take_slot


def examined(app) -> dict[str, list[str]]:
    with app.app_context():
        found = doctor.examine(app)
        db.session.remove()
    return {
        state: [each.text for each in found if each.state == state] for state in ("good", "look", "wrong")
    }


def exit_code(app) -> int:
    with app.app_context():
        code = app.test_cli_runner().invoke(args=["doctor"]).exit_code
        db.session.remove()
    return code


@pytest.fixture
def settings(app, monkeypatch):
    """Change settings of the app for this test."""
    os.chmod(app.config["WAYMARK"].keys_folder, 0o700)  # noqa: PTH101

    def change(**values):
        monkeypatch.setitem(app.config, "WAYMARK", replace(app.config["WAYMARK"], **values))

    return change


def test_nothing_is_wrong_with_an_instance_of_ones_own(app, settings):
    found = examined(app)

    assert found["wrong"] == []
    assert any("sink" in text for text in found["look"])
    assert exit_code(app) == 0


def test_a_mail_server_that_does_not_answer_is_wrong_and_fails(app, settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings(smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")

    assert any("WAYMARK_SMTP_HOST" in text for text in examined(app)["wrong"])
    assert exit_code(app) == 1


def test_keys_that_others_can_read_are_wrong(app, settings):
    copied = app.config["WAYMARK"].keys_folder / "a copy"
    copied.touch()
    copied.chmod(0o644)
    try:
        assert any("chmod" in text for text in examined(app)["wrong"])
    finally:
        copied.unlink()


def test_jobs_that_have_not_run_for_long_are_named(app, settings):
    with app.app_context():
        for job in doctor.TIMETABLE:
            take_slot(job.name, int(clock.now().timestamp()) // job.seconds)
        db.session.execute(
            sa.update(JobSlot).where(JobSlot.job == "send what is in the outbox").values(slot=1)
        )
        db.session.commit()

    [said] = examined(app)["wrong"]
    assert "send what is in the outbox" in said
    assert "flask worker" in said


def test_a_server_that_has_just_begun_has_no_job_that_is_overdue(app, settings):
    with app.app_context():
        take_slot("send what is in the outbox", int(clock.now().timestamp()))
    found = examined(app)
    assert found["wrong"] == []
    assert any("have not run yet" in text and "back up" in text for text in found["look"])


@pytest.mark.parametrize(
    ("hours", "state", "said"),
    [(None, "look", "No backup"), (30, "good", "30 hours"), (80, "wrong", "3 days")],
)
def test_the_age_of_the_latest_backup_is_told(app, settings, tmp_path, hours, state, said):
    settings(backups=tmp_path)
    if hours is not None:
        taken = clock.now() - timedelta(hours=hours)
        (tmp_path / f"waymark-{taken.strftime('%Y%m%dT%H%M%SZ')}.db").touch()
    assert any(said in text and "backup" in text.lower() for text in examined(app)[state])


def test_whoever_wants_no_backups_is_asked_whether_another_program_takes_them(app, settings):
    settings(backup_days=0)
    assert any("WAYMARK_BACKUP_DAYS" in text for text in examined(app)["look"])


def test_messages_that_wait_too_long_are_counted(app, settings):
    with app.app_context():
        then = clock.now() - timedelta(hours=1)
        enqueue([Draft("letter", "a@example.org", "one", {}, then + timedelta(days=1))], then)
        db.session.commit()

    assert any(text.startswith("1 messages wait") for text in examined(app)["wrong"])


@pytest.mark.parametrize("contact", ["", "mailto:me@localhost"])
def test_a_push_contact_at_localhost_is_wrong_in_production(app, settings, contact):
    settings(env="production", vapid_contact=contact)

    assert any("WAYMARK_VAPID_CONTACT" in text for text in examined(app)["wrong"])


def test_a_full_disk_is_wrong(app, settings, monkeypatch):
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**18)

    assert any("Make room" in text for text in examined(app)["wrong"])


def test_the_metrics_tell_what_ended_and_how(app):
    now = clock.now()
    with app.app_context():
        enqueue([Draft("letter", f"{n}@example.org", f"{n}", {}, now) for n in range(3)], now)
        db.session.execute(sa.update(Outbox).values(state="sent", ended_at=now))
        db.session.commit()

    said = app.test_client().get("/metrics").text

    assert 'waymark_messages_ended{channel="email",outcome="sent"} 3.0' in said
    assert "waymark_outbox_depth 0.0" in said


@pytest.mark.parametrize(("days", "is_told"), [(180, False), (181, True)])
def test_helplines_that_nobody_has_checked_for_half_a_year_are_to_be_looked_at(app, settings, days, is_told):
    oldest = min(helpline.checked_on for helpline in HELPLINES)
    noon = datetime(oldest.year, oldest.month, oldest.day, 12, tzinfo=UTC)
    with time_machine.travel(noon + timedelta(days=days), tick=False):
        found = examined(app)
    assert any("Helplines were last checked" in text for text in found["look"]) is is_told
    assert not any("elpline" in text for text in found["wrong"])


def test_every_helpline_says_when_it_was_checked_and_until_when_that_holds(app):
    told = app.test_client().get("/api/v1/helplines").json["items"]
    assert {each["check_again_on"] for each in told} == {
        str(each.checked_on + timedelta(days=180)) for each in HELPLINES
    }
