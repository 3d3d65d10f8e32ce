"""A new version is rolled out while people check in: no request fails, and none that was acknowledged is lost.

Two web processes on one PostgreSQL, behind a front that passes over whoever does not answer. Each is told to end and
replaced in turn. Then the schema moves as docs/deploy.md says: a column is added under the code that does not know it,
while a backup holds the table; the processes are replaced; and what nobody uses any more is dropped under load too.
"""

import argparse
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from api import schema
from tests.proofs._front import Front, People, a_web, missing, somebody_with_goals
from tests.proofs._stage import Postgresql, Stage, a_stage, wait_until

ROUNDS, ROUNDS_QUICK = 5, 1
PEOPLE = 4
HELD_SECONDS = 6
"""A migration that waited in line all that time would keep everybody behind it waiting as long."""
EXPAND, CONTRACT = "9001", "9002"
REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {change}
"""


@dataclass
class Outcome:
    """What was done, and what people saw of it."""

    replaced: int
    acknowledged: int
    lost: int
    failed: dict[str, int]
    passed_over: dict[str, int]
    longest_ms: int
    longest_migrating_ms: int

    def is_good(self) -> bool:
        is_let_through = self.longest_migrating_ms < HELD_SECONDS * 1000 * 0.75
        return self.lost == 0 and not self.failed and self.acknowledged > 0 and is_let_through


def main(arguments: argparse.Namespace) -> bool:
    outcome = play(ROUNDS_QUICK if arguments.quick else ROUNDS)
    print(f"postgresql: {outcome} {'good' if outcome.is_good() else 'BAD'}")
    return outcome.is_good()


def play(rounds: int) -> Outcome:
    """Replace everything so many times, then move the schema there and on."""
    with a_stage("postgresql") as (stage, server):
        circle, goals = somebody_with_goals(stage, PEOPLE)
        webs = [a_web(stage, f"web-{number}", stage.database_url) for number in (1, 2)]
        front = Front(webs)
        try:
            for web in webs:
                web.start()
            people = People(front, circle, goals)
            try:
                _at_work(people)
                for _ in range(rounds):
                    _replace_each(webs, people)
                before = people.longest_seconds
                migrating = _move_the_schema(stage, server, webs, people)
            finally:
                people.stop()
        finally:
            for web in webs:
                web.stop()
        failed = {said: number for said, number in people.answers.items() if said not in ("200", "201")}
        return Outcome(
            replaced=len(webs) * (rounds + 1),
            acknowledged=len(people.acknowledged),
            lost=missing(stage, people.acknowledged),
            failed=failed,
            passed_over=dict(front.passed_over),
            longest_ms=round(before * 1000),
            longest_migrating_ms=round(migrating * 1000),
        )


def _replace_each(webs: list, people: People) -> None:
    for web in webs:
        web.stop()
        _at_work(people)
        web.start()
        _at_work(people)


def _at_work(people: People, more: int = 20) -> None:
    """Some more check-ins have been acknowledged."""
    before = len(people.acknowledged)
    assert wait_until(lambda: len(people.acknowledged) >= before + more, 60, 0.02), "nobody gets through"


def _move_the_schema(stage: Stage, server: Postgresql, webs: list, people: People) -> float:
    """Expand under the old code and a long reader, replace the code, contract under the new."""
    folder = _revisions(stage.folder / "migrations")
    with _held(server):
        schema.upgrade(stage.database_url, EXPAND, folder)
    _at_work(people)
    longest = people.longest_seconds
    _replace_each(webs, people)
    with _held(server):
        schema.upgrade(stage.database_url, CONTRACT, folder)
    _at_work(people)
    return max(longest, people.longest_seconds)


def _revisions(folder: Path) -> Path:
    """Give the product's migrations, and two that may come one day."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    steps = {
        (EXPAND, schema.newest()): 'op.add_column("check_in", sa.Column("mood", sa.String(), nullable=True))',
        (CONTRACT, EXPAND): 'op.drop_column("check_in", "mood")',
    }
    for (revision, before), change in steps.items():
        text = REVISION.format(revision=revision, before=before, change=change)
        (folder / "versions" / f"{revision}_step.py").write_text(text)
    return folder


@contextmanager
def _held(server: Postgresql):
    """Somebody reads the whole table for some seconds, as the night's backup does."""
    with psycopg.connect(server.uri) as reader:
        reader.execute("SELECT count(*) FROM check_in")
        letting_go = threading.Timer(HELD_SECONDS, reader.rollback)
        letting_go.start()
        began = time.monotonic()
        yield
        letting_go.join()
        assert time.monotonic() - began >= HELD_SECONDS * 0.9, "the migration did not have to wait"
