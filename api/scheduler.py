"""THE TIMETABLE: every periodic job on one screen.

APScheduler is the clock only. Each tick tries to move the job's slot forward in the database; of all processes
on all hosts, the one whose UPDATE changes a row runs the job. What a job does twice, it still does once:
correctness sits in the unique keys of the rows it writes.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

import api.accounts.jobs
import api.caseload.jobs
import api.delivery.jobs
import api.goals.jobs
import api.keeping.jobs
import api.nudges.jobs
import api.referrals.jobs
import api.stalls.jobs
from api import clock
from api.db import Base, changed, db, reading
from api.delivery.jobs import stopping

log = structlog.get_logger()

LONGEST_TICK_SECONDS = 600
"""A job that comes round more seldom is asked about this often; its slot says whether it is time."""
LONGEST_REST_SECONDS = 60
"""A job that says that it has nothing to do takes a slot, and is run, this often all the same."""
SLOTS_AHEAD = 2
STOP_WITHIN_SECONDS = 20
"""What is in hand when a worker is told to end may take so long."""
SKEW_SECONDS = 120
"""How far the clocks of two hosts may be apart before each runs the jobs for itself."""


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the timetable: every `seconds`, in one process at a time."""

    name: str
    seconds: int
    run: Callable[[], object]
    has_work: Callable[[], bool] | None = None
    """Says, by reading alone, whether there is anything to run for. None: that is not known beforehand."""

    @property
    def longest_seconds(self) -> int:
        """So far apart are two slots that are taken, while all is well."""
        return max(self.seconds, LONGEST_REST_SECONDS) if self.has_work else self.seconds


TIMETABLE = (
    Job("send what is in the outbox", 1, api.delivery.jobs.deliver, api.delivery.jobs.has_due),
    Job("decide nudges that are due", 10, api.nudges.jobs.decide_due_nudges, api.nudges.jobs.has_due_nudges),
    Job(
        "settle what became of nudges",
        10,
        api.nudges.jobs.settle_nudges,
        api.nudges.jobs.has_unsettled_nudges,
    ),
    Job("send look-backs that are due", 60, api.nudges.jobs.send_look_backs),
    Job("send digests that are due", 60, api.caseload.jobs.send_digests),
    Job("plan letters of who is new or back", 3600, api.nudges.jobs.plan_letters),
    Job(
        "assess goals with news",
        5,
        api.stalls.jobs.assess_goals_with_news,
        api.stalls.jobs.has_goals_with_news,
    ),
    Job(
        "replay histories that were asked for",
        5,
        api.stalls.jobs.answer_dry_runs,
        api.stalls.jobs.has_dry_runs,
    ),
    Job(
        "draft suggestions for goals that need one",
        5,
        api.referrals.jobs.draft_suggestions,
        api.referrals.jobs.has_drafts_due,
    ),
    Job("release steps of programmes", 60, api.goals.jobs.release_programme_steps),
    Job("change addresses that practices asked for", 300, api.accounts.jobs.change_addresses),
    Job("make exports that were asked for", 2, api.keeping.jobs.make_exports, api.keeping.jobs.has_exports),
    Job("erase whose grace is over", 60, api.keeping.jobs.erase_due),
    Job("go on with a change of keys", 3600, api.keeping.jobs.change_keys),
    Job("delete what was kept long enough", 3600, api.keeping.jobs.prune),
    Job("back up", 24 * 3600, api.keeping.jobs.back_up),
    Job("tell of mail that comes back", 60, api.accounts.jobs.tell_of_refused_mail),
    Job("clear what has run out", 3600, api.accounts.jobs.clear_expired),
)


class JobSlot(Base):
    """The latest slot of a job that some process has taken."""

    __tablename__ = "job_slot"

    job: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(sa.BigInteger)


_in_hand: dict[int, Job] = {}
"""What runs in this process at this moment, by thread."""


def register(app: Flask) -> None:
    """Let the app know its timetable."""
    app.extensions["waymark-timetable"] = TIMETABLE


def start(app: Flask) -> BackgroundScheduler | None:
    """Start the clock in this process, unless SCHEDULER=off or a command line is what runs."""
    if not app.config["WAYMARK"].scheduler or is_command():
        return None
    return start_clock(app)


def start_clock(app: Flask) -> BackgroundScheduler:
    """Run the timetable in this process from now on."""
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60}
    )
    for job in TIMETABLE:
        # A process that is started anew every few hours must come to the night's jobs too.
        every = min(job.seconds, LONGEST_TICK_SECONDS)
        scheduler.add_job(tick, "interval", seconds=every, args=(app, job), id=job.name)
    scheduler.start()
    return scheduler


def stop_clock(running: BackgroundScheduler, app: Flask, within_seconds: float = STOP_WITHIN_SECONDS) -> bool:
    """Begin no job any more, and wait for those in hand. Say whether all ended in time.

    One that did not is undone by the database when this process ends; a seldom one's slot is free for others at once.
    """
    stopping.set()
    running.shutdown(wait=False)
    until = time.monotonic() + within_seconds
    while _in_hand and time.monotonic() < until:
        time.sleep(0.02)
    left = list(_in_hand.values())
    for job in left:
        log.warning("job left unfinished", job=job.name)
        with app.app_context(), reading(is_reading=False):
            _give_slot_back(job)
    return not left


def is_command() -> bool:
    """Say whether this is `flask <command>`, which ends by itself; `flask run` serves, and has its clock."""
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and "run" not in sys.argv


def tick(app: Flask, job: Job) -> bool:
    """Run `job` if no process has taken its present slot. A job that fails is logged and comes round again."""
    if stopping.is_set():
        return False
    _in_hand[threading.get_ident()] = job
    with app.app_context(), reading(is_reading=False):
        try:
            if _rests(job):
                return False
            most_ahead = max(SLOTS_AHEAD, SKEW_SECONDS // job.seconds)
            if not take_slot(job.name, int(clock.now().timestamp()) // job.seconds, most_ahead):
                return False
            _run(job)
        except Exception as error:  # noqa: BLE001 - one job's failure must not end the clock
            log.error("job failed", job=job.name, error=type(error).__name__, at=_where(error))
        finally:
            db.session.remove()
            _in_hand.pop(threading.get_ident(), None)
        return True


def _run(job: Job) -> None:
    """Run it. One that fails and comes round seldom gives its slot back: the night's backup is tried again soon."""
    try:
        job.run()
    except Exception:
        db.session.rollback()
        _give_slot_back(job)
        raise


def _give_slot_back(job: Job) -> None:
    if job.seconds > LONGEST_TICK_SECONDS:
        db.session.execute(sa.update(JobSlot).where(JobSlot.job == job.name).values(slot=JobSlot.slot - 1))
        db.session.commit()


def _rests(job: Job) -> bool:
    """Say whether the job has nothing to do and some process has been there lately, by reading alone.

    An instance where nothing happens writes next to nothing: whoever has something to do takes a slot as ever.
    """
    if job.has_work is None or job.has_work():
        return False
    with reading():
        slot = db.session.scalar(sa.select(JobSlot.slot).where(JobSlot.job == job.name))
        db.session.rollback()
    return slot is not None and 0 <= clock.now().timestamp() - slot * job.seconds < LONGEST_REST_SECONDS


def take_slot(job: str, slot: int, most_ahead: int = SLOTS_AHEAD) -> bool:
    """Say whether this process is the one to run `job` in `slot`; true once in all processes.

    most_ahead: a slot taken so far in the future was taken by a clock that has been put right since, and counts
    for nothing: jobs must not rest until that time comes.
    """
    is_free = sa.or_(JobSlot.slot < slot, JobSlot.slot > slot + most_ahead)
    moved = db.session.execute(sa.update(JobSlot).where(JobSlot.job == job, is_free).values(slot=slot))
    taken = changed(moved) == 1
    if not taken and db.session.scalar(sa.select(JobSlot.slot).where(JobSlot.job == job)) is None:
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        new = insert(JobSlot).values(job=job, slot=slot).on_conflict_do_nothing()
        # Not by its row count, which PostgreSQL's driver does not tell of an INSERT.
        taken = db.session.scalar(new.returning(JobSlot.slot)) is not None
    db.session.commit()
    return taken


def _where(error: BaseException) -> str:
    """Give the innermost line of ours, without values."""
    trace, line = error.__traceback__, ""
    while trace is not None:
        line = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-2:]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return line
