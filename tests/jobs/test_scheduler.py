"""The clock: a slot is run once, by whichever process takes it, and no job's failure ends it."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from api import clock, scheduler
from api.db import db
from api.delivery.jobs import stopping
from api.scheduler import TIMETABLE, Job, JobSlot, take_slot, tick
from tests.e2e.server import wait_for
from tests.factories import at_once

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def runs():
    return []


@pytest.fixture
def job(runs):
    return Job("count", 10, lambda: runs.append(threading.get_ident()))


def test_a_slot_is_run_by_one_of_many_at_once(app, job, runs):
    with time_machine.travel(NOON, tick=False) as time:
        for _ in range(5):
            taken = at_once(4, lambda _: tick(app, job))
            assert taken.count(True) == 1
            time.shift(10)
    assert len(runs) == 5


def test_a_slot_is_run_once_and_the_next_one_again(app, job, runs):
    with time_machine.travel(NOON, tick=False) as time:
        assert [tick(app, job), tick(app, job)] == [True, False]
        time.shift(9)
        assert tick(app, job) is False
        time.shift(1)
        assert tick(app, job) is True
        time.shift(timedelta(days=3))
        assert [tick(app, job), tick(app, job)] == [True, False]
    assert len(runs) == 3


def test_a_clock_that_goes_back_a_little_runs_nothing_twice(app, job, runs):
    with time_machine.travel(NOON, tick=False) as time:
        tick(app, job)
        time.shift(-60)
        assert tick(app, job) is False
    assert len(runs) == 1


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_that_was_wrong_and_is_put_right_does_not_stop_the_jobs(app, job, runs, ahead):
    with time_machine.travel(NOON, tick=False) as time:
        time.shift(ahead)
        tick(app, job)
        time.shift(-ahead)
        assert [tick(app, job), tick(app, job)] == [True, False]
        time.shift(10)
        assert tick(app, job) is True


def test_a_job_with_nothing_to_do_takes_a_slot_once_a_minute(app, runs):
    work = []
    job = Job("rests", 1, lambda: runs.append(clock.now()), lambda: bool(work))
    with time_machine.travel(NOON, tick=False) as time:
        for _ in range(150):
            tick(app, job)
            time.shift(1)
        assert runs == [NOON + timedelta(seconds=60 * n) for n in range(3)]

        work.append(1)
        assert [tick(app, job), tick(app, job)] == [True, False], "at once, in one process"
        time.shift(1)
        assert at_once(4, lambda _: tick(app, job)).count(True) == 1


def test_a_job_does_not_rest_until_a_time_that_a_wrong_clock_told(app, runs):
    job = Job("rests", 10, lambda: runs.append(1), lambda: False)
    with time_machine.travel(NOON, tick=False) as time:
        time.shift(timedelta(days=1))
        tick(app, job)
        time.shift(-timedelta(days=1))
        assert tick(app, job) is True


def test_an_instance_where_nothing_happens_writes_nothing_for_most_of_a_minute(app):
    often = [job for job in TIMETABLE if job.seconds < 60]
    assert len(often) >= 7
    with time_machine.travel(NOON, tick=False) as time:
        for job in often:
            tick(app, job)
        time.shift(1)
        for _ in range(58):
            assert [job.name for job in often if tick(app, job)] == []
            time.shift(1)
        time.shift(1)
        assert [job.name for job in often if tick(app, job)] == [job.name for job in often]


def test_jobs_do_not_share_their_slots(app, job, runs):
    other = Job("other", 10, job.run)
    with time_machine.travel(NOON, tick=False):
        assert [tick(app, job), tick(app, other)] == [True, True]
    assert len(runs) == 2


def test_a_job_that_fails_is_run_again_and_leaves_nothing_open(app, runs):
    def fail():
        runs.append(1)
        db.session.execute(sa.insert(JobSlot).values(job="half done", slot=1))
        raise ValueError("SECRET")

    job = Job("fails", 10, fail)
    with time_machine.travel(NOON, tick=False) as time:
        tick(app, job)
        time.shift(10)
        tick(app, job)
    assert len(runs) == 2
    with app.app_context():
        assert db.session.scalars(sa.select(JobSlot.job)).all() == ["fails"]


def test_a_job_that_fails_is_logged_by_place_and_never_by_its_words(app, capsys):
    def fail():
        raise ValueError("SECRET")

    tick(app, Job("fails", 10, fail))
    told = "".join(capsys.readouterr())
    assert "ValueError" in told
    assert "test_scheduler.py" in told
    assert "SECRET" not in told


def test_the_clock_goes_on_after_a_job_has_failed(app, monkeypatch):
    seen = []

    def fail_at_first():
        seen.append(1)
        if len(seen) == 1:
            raise ValueError

    done = threading.Event()

    def notice():
        if len(seen) >= 2:
            done.set()

    monkeypatch.setattr(scheduler, "TIMETABLE", (Job("fails", 1, fail_at_first), Job("notice", 1, notice)))
    settings = app.config["WAYMARK"]
    monkeypatch.setitem(app.config, "WAYMARK", replace(settings, scheduler=True))
    clock = scheduler.start(app)
    try:
        assert done.wait(15)
    finally:
        clock.shutdown()


@pytest.mark.parametrize(("seconds", "runs_again"), [(86_400, True), (60, False)])
def test_a_job_of_the_night_that_failed_is_tried_again_the_same_night(app, runs, seconds, runs_again):
    def fail():
        runs.append(1)
        if len(runs) == 1:
            raise OSError

    job = Job("back up", seconds, fail)
    with time_machine.travel(NOON, tick=False):
        assert [tick(app, job), tick(app, job), tick(app, job)] == [True, runs_again, False]


def test_the_clock_stands_still_where_it_is_turned_off(app, monkeypatch):
    assert scheduler.start(app) is None


def test_a_slot_that_was_never_taken_is_taken_by_one(app):
    def take(_):
        with app.app_context():
            return take_slot("new", 1)

    assert sorted(at_once(4, take)) == [False, False, False, True]


@pytest.fixture
def ending():
    yield
    stopping.clear()


@pytest.mark.parametrize("finishes", [True, False])
def test_a_worker_that_is_told_to_end_waits_for_what_is_in_hand_but_not_for_ever(
    app, monkeypatch, ending, finishes
):
    begun, go_on = threading.Event(), threading.Event()

    def work():
        begun.set()
        go_on.wait(30)

    nightly = Job("nightly", 24 * 3600, work)
    monkeypatch.setattr(scheduler, "LONGEST_TICK_SECONDS", 0.05)
    monkeypatch.setattr(scheduler, "TIMETABLE", (nightly,))
    running = scheduler.start_clock(app)
    assert begun.wait(20)
    with app.app_context():
        [taken] = db.session.scalars(sa.select(JobSlot.slot))
        db.session.remove()
    if finishes:
        threading.Timer(0.2, go_on.set).start()
    assert scheduler.stop_clock(running, app, 20 if finishes else 0.2) is finishes
    with app.app_context():
        [slot] = db.session.scalars(sa.select(JobSlot.slot))
        db.session.remove()
    assert slot == (taken if finishes else taken - 1), "another worker may run what was left"
    assert tick(app, nightly) is False, "nothing begins any more"
    go_on.set()
    wait_for(lambda: not scheduler._in_hand, 20, "the job to end")
