"""All goals of a practice assessed anew: streamed batches beside a loop over objects, with the same rule in both.

Both read the same SQLite file, assess every goal for its client and for what the coach may see, and compare with what
is stored. Each runs in a process of its own, so that its memory is its own. The loop takes a sample. Seconds are those
of the processor: SQLite works inside the process, and what else the machine does would fall on one more than the other.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

GOALS, LOOPED = 100_000, 1_500
QUICK_GOALS, QUICK_LOOPED = 3_000, 300
GOALS_EACH = 3
CHECK_INS = 30
TIMES_AS_FAST = 8.0
MOST_MB = 150
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEGUN = date(2026, 4, 27)  # a Monday, thirty weeks before
ROOT = Path(__file__).resolve().parent.parent


def main(arguments) -> bool:
    """Print the rates, their ratio, and the most memory each process held."""
    goals, looped = (QUICK_GOALS, QUICK_LOOPED) if arguments.quick else (GOALS, LOOPED)
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        begun = time.monotonic()
        _fill(Path(folder), goals, arguments.seed or 1)
        print(
            f"{goals} goals of {goals // GOALS_EACH} clients, {CHECK_INS} check-ins each, "
            f"written in {time.monotonic() - begun:.0f} s\n"
        )
        first = _in_a_process(folder, "streamed")
        again = _in_a_process(folder, "streamed")
        loop = _in_a_process(folder, "looped", str(looped))
    ratio = again["rate"] / loop["rate"]
    print(f"{'':<44}{'goals':>8}{'CPU s':>9}{'goals/s':>9}{'MB':>6}")
    for title, each in (
        ("streamed, every verdict new and sealed", first),
        ("streamed, nothing new", again),
        ("a loop over objects, nothing new", loop),
    ):
        print(f"{title:<44}{each['goals']:>8}{each['seconds']:>9.1f}{each['rate']:>9.0f}{each['mb']:>6.0f}")
    print(
        f"\n{ratio:.1f} times as fast (at least {TIMES_AS_FAST:.0f}); {again['mb']:.0f} MB (at most {MOST_MB})"
    )
    print(f"the rule alone takes {again['rule']:.0%} of the streamed run, {loop['rule']:.0%} of the loop")
    if arguments.json:
        print(json.dumps({"first": first, "streamed": again, "looped": loop, "ratio": ratio}))
    return ratio >= TIMES_AS_FAST and max(first["mb"], again["mb"]) <= MOST_MB


def _in_a_process(folder: str, *words: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stall", folder, *words],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


# The practice


def _fill(folder: Path, goals: int, seed: int) -> None:
    """Write people, goals and check-ins with plain SQL: the product's own doors would take hours."""
    app = _app(folder)
    with app.app_context():
        result = app.test_cli_runner().invoke(args=["migrate"])
    if result.exit_code:
        raise RuntimeError(result.output) from result.exception
    chance = random.Random(seed)
    practice = UUID(int=1).hex
    at = "2026-04-27 08:00:00.000000"
    file = sqlite3.connect(folder / "waymark.db")
    file.executescript("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-200000;")
    _insert(file, "practice", [(practice, "Practice", 1, at)], "id name version created_at")
    numbers = range(goals // GOALS_EACH)
    ids = [_id() for _ in numbers]
    _insert(
        file, "person",
        ((client, f"{client}@example.org", at) for client in ids), "id email created_at",
    )  # fmt: skip
    _insert(
        file, "membership",
        ((client, practice, client, "Client", "Europe/London", 0, 0, 1, 0, at) for client in ids),
        "id practice_id person_id name zone is_owner is_coach is_client is_told_of_replies created_at",
    )  # fmt: skip
    # A third shares everything with the coach, a third numbers alone, a third wants no patterns looked for.
    _insert(
        file, "sharing",
        ((client, practice, 1, int(number % 3 == 0), int(number % 3 == 0), 0) for number, client in enumerate(ids)),
        "client_id practice_id numbers feelings obstacles notes",
    )  # fmt: skip
    _insert(
        file, "consent",
        (
            (client, kind, practice, "1", int(kind == "feelings" or number % 3 < 2), at)
            for number, client in enumerate(ids)
            for kind in ("feelings", "patterns")
        ),
        "client_id kind practice_id version given at",
    )  # fmt: skip
    _insert(
        file, "reflection",
        (
            (_id(), practice, client, _week(week), load := chance.randint(2, 8), load, "no", at, 1)
            for client in ids
            for week in range(CHECK_INS)
        ),
        "id practice_id client_id week_on heavy drained bigger logged_at counts",
    )  # fmt: skip
    for number in range(goals):
        _add_goal(
            file, chance, practice, ids[number % len(ids)], ("metric", "habit", "steps")[number % 3], at
        )
    file.commit()
    file.close()
    from api import crypto  # noqa: PLC0415 -- after the app was made
    from api.db import db  # noqa: PLC0415

    with app.app_context():
        crypto.ring().make_client_keys([UUID(client) for client in ids])
        db.session.commit()
        db.engine.dispose()


def _add_goal(file, chance, practice, client, kind, at) -> None:
    goal = _id()
    is_metric = kind == "metric"
    _insert(
        file, "goal",
        [(goal, practice, client, b"", "own", kind, "active", 0, 0, 1, at)],
        "id practice_id client_id title area kind status is_priority is_private version created_at",
    )  # fmt: skip
    _insert(
        file, "goal_status",
        [(_id(), practice, goal, client, "active", BEGUN.isoformat(), at)],
        "id practice_id goal_id client_id status since_on since_at",
    )  # fmt: skip
    _insert(
        file, "plan",
        [(
            _id(), practice, goal, client, BEGUN.isoformat(), BEGUN.isoformat(), _week(52), "week", 1,
            2 if kind == "habit" else 1, 0, 0.0 if is_metric else None, 52.0 if is_metric else None,
            "up" if is_metric else None, at,
        )],
        "id practice_id goal_id client_id from_on start_on target_on every interval times at_most start_value "
        "target_value direction made_at",
    )  # fmt: skip
    if kind == "steps":
        _insert(
            file, "milestone",
            [
                (_id(), practice, goal, client, b"", place, _week(8 * place + 8), 1.0,
                 _week(8 * place + 7) if place < 2 else None, 1)
                for place in range(5)
            ],
            "id practice_id goal_id client_id title position due_on weight reached_on version",
        )  # fmt: skip
    # A quarter stand still from half-way on, and something was tried.
    pace = chance.choice([1.0, 0.9, 0.7, 0.0])
    if not pace:
        _insert(
            file, "adaptation",
            [(_id(), practice, goal, client, "strategy", _week(week), "coach", at) for week in (20, 24)],
            "id practice_id goal_id client_id kind on by logged_at",
        )  # fmt: skip
    rows = []
    for number in range(CHECK_INS):
        # A habit twice a week takes half the weeks.
        days = 3 + number * 7 if kind != "habit" else 105 + number * 7 // 2
        done = "done" if chance.random() < (pace or 0.1) or number < 15 else "not"
        value = round(min(number, 15) + max(0, number - 15) * pace + chance.uniform(-0.4, 0.4), 1)
        theme = "worry" if chance.random() < 0.2 else ""
        rows.append(
            (_id(), practice, client, goal, (BEGUN + timedelta(days=days)).isoformat(), at, at,
             None if is_metric else done, value if is_metric else None, theme, "app", 1)
        )  # fmt: skip
    _insert(
        file, "check_in", rows,
        "id practice_id client_id goal_id happened_on recorded_at logged_at outcome value obstacles source counts",
    )  # fmt: skip


def _insert(file, table, rows, columns) -> None:
    names = columns.split()
    marks = ", ".join("?" * len(names))
    listed = ", ".join(f'"{name}"' for name in names)
    file.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', rows)


_made = count(1)


def _id() -> str:
    """Give ids that grow, as the product's own do."""
    return f"{0x0190 << 112 | next(_made):032x}"


def _week(number: int) -> str:
    return (BEGUN + timedelta(weeks=number)).isoformat()


def _app(folder: Path):
    from api import create_app  # noqa: PLC0415 -- the parent measures nothing and need not have it
    from api.config import Settings  # noqa: PLC0415

    return create_app(
        Settings(
            instance=folder,
            database_url=f"sqlite:///{folder / 'waymark.db'}",
            secret="a secret that is long enough for a benchmark",
            env="test",
            scheduler=False,
        )
    )


# What is measured


def _run(folder: str, how: str, *rest: str) -> None:
    """Run one of the two in this process; the last line printed is what was measured."""
    from api.stalls import rules  # noqa: PLC0415

    spent = [0.0]
    plain = rules.assess

    def timed(*given):
        begun = time.process_time()
        try:
            return plain(*given)
        finally:
            spent[0] += time.process_time() - begun

    rules.assess = timed
    app = _app(Path(folder))
    with app.app_context():
        begun = time.process_time()
        done = _streamed() if how == "streamed" else _looped(int(rest[0]))
        seconds = time.process_time() - begun
    told = {
        "goals": done,
        "seconds": seconds,
        "rate": done / seconds,
        "mb": _most_mb(),
        "rule": spent[0] / seconds,
    }
    print(json.dumps(told))


def _most_mb() -> float:
    """Give the most memory this process has held. On Linux getrusage also remembers the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _streamed() -> int:
    from api.stalls.services import reassess_all  # noqa: PLC0415

    return reassess_all(NOW)


def _looped(most: int) -> int:
    """Assess goals the way one writes it first: load a goal's objects, judge, look at what is stored, write, next."""
    import sqlalchemy as sa  # noqa: PLC0415

    from api.accounts.rules import client_view, coach_view  # noqa: PLC0415
    from api.accounts.services.sight import facts_of_clients  # noqa: PLC0415
    from api.checkins.models import CheckIn, Reflection, Skip  # noqa: PLC0415
    from api.checkins.services.recording import read_obstacles  # noqa: PLC0415
    from api.db import db  # noqa: PLC0415
    from api.goals.models import Goal, GoalStatus, Milestone, Plan  # noqa: PLC0415
    from api.goals.rules import CheckIn as Told  # noqa: PLC0415
    from api.goals.rules import GoalHistory, Step  # noqa: PLC0415
    from api.goals.services.reading import plan_facts  # noqa: PLC0415
    from api.stalls import rules  # noqa: PLC0415
    from api.stalls.models import Adaptation, StallAssessment  # noqa: PLC0415
    from api.stalls.rules.params import params_of  # noqa: PLC0415
    from api.stalls.services.seeing import as_seen  # noqa: PLC0415
    from api.stalls.services.storing import Assessed, _hash_of  # noqa: PLC0415

    params, version = params_of(looks_earlier=False)

    def all_of(model, *conditions, by):
        return db.session.scalars(sa.select(model).where(*conditions).order_by(by)).all()

    done = 0
    for goal in db.session.scalars(sa.select(Goal).order_by(Goal.id).limit(most)):
        client_id = goal.client_id
        facts = facts_of_clients([goal.practice_id], [client_id])[client_id]
        plans = all_of(Plan, Plan.goal_id == goal.id, by=Plan.from_on)
        all_of(GoalStatus, GoalStatus.goal_id == goal.id, by=GoalStatus.since_at)
        all_of(Skip, Skip.client_id == client_id, by=Skip.from_on)
        steps = all_of(Milestone, Milestone.goal_id == goal.id, by=Milestone.position)
        check_ins = all_of(CheckIn, CheckIn.goal_id == goal.id, CheckIn.counts, by=CheckIn.happened_on)
        reflections = all_of(
            Reflection, Reflection.client_id == client_id, Reflection.counts, by=Reflection.week_on
        )
        adaptations = all_of(Adaptation, Adaptation.goal_id == goal.id, by=Adaptation.on)
        latest = {
            each.viewer: each.inputs_hash
            for each in all_of(
                StallAssessment, StallAssessment.goal_id == goal.id, StallAssessment.is_latest,
                by=StallAssessment.viewer,
            )
        }  # fmt: skip
        history = GoalHistory(
            goal.kind,
            tuple(plan_facts(each) for each in plans),
            tuple(
                Step(each.due_from, each.due_on, each.weight, each.reached_on, each.position)
                for each in steps
            ),
            tuple(
                Told(each.happened_on, each.outcome, each.value, tuple(read_obstacles(each.obstacles)))
                for each in check_ins
            ),
        )
        answers = {"yes": True, "no": False}
        felt = tuple(
            rules.Reflection(each.week_on, each.heavy, each.drained, answers.get(each.bigger))
            for each in reflections
        )
        tried = tuple(rules.Adaptation(each.kind, each.on) for each in adaptations)
        for view in (client_view(facts), coach_view(facts)):
            seen = rules.StallHistory(
                as_seen(history, view),
                felt if view.patterns and view.reflections else (),
                tried,
                patterns=view.patterns,
            )
            verdict = rules.assess(seen, view.today(NOW), params)
            assessed = Assessed(goal.id, view, seen, verdict, version)
            if latest.get(view.reader) != _hash_of(assessed):
                raise RuntimeError("the loop and the stream do not agree")
        goal.stall_check_due_at = NOW + timedelta(days=7)
        db.session.commit()
        done += 1
    return done


if __name__ == "__main__":
    _run(*sys.argv[1:])
