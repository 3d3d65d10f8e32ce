"""Slopes on series of real people, with their gaps and drop-outs: what the early points say of the end.

Only the sign "stalled now" is asked for. The numbers are dressed up as goals to get it; no claim comes of that.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from api.goals.rules import Cadence, CheckIn, GoalHistory, Plan
from api.stalls.rules import StallHistory, assess

DATA = Path(__file__).resolve().parents[1] / "data"
MONDAY = date(2024, 1, 1)
SIX_WEEKS = 42
EARLY_DAYS = 35
KG_A_WEEK = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """People whose early points read alike: how many, how many left before the end, and what came of the others.

    `change`: mean change from start to end, as a share of what was planned. `reached`: how many changed as planned.
    """

    title: str
    people: int
    left: int
    change: float
    reached: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """Readings from one weight a week, against the kilos a week that all days together show."""

    weeks: int
    phase: str
    still: int
    moving: int
    kg_still: float
    kg_moving: float
    agreement: float


def visits() -> list[Group]:
    """Read the first four weeks of six, planned to halve the rating, against the end or leaving before it."""
    people: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in _rows("visits_six_weeks.csv"):
        people[row["person"]].append((int(row["day"]), float(row["score"])))
    ends = {}
    early = {}
    for person, told in people.items():
        start = told[0][1]
        last = [score for day, score in told if day >= EARLY_DAYS]
        ends[person] = (start - last[-1]) / (start / 2) if last else None
        points = [each for each in told if each[0] < EARLY_DAYS]
        early[person] = _stands_still(points, start, start / 2, SIX_WEEKS)
    return list(_groups(early, ends))


def changes() -> list[Group]:
    """Read the start and three weeks, planned to fall by 15 points in four, against the fourth week."""
    # The start is the 0 that the changes count from; that it lies one week before the first is our reading.
    people: dict[str, dict[int, float]] = defaultdict(dict)
    for row in _rows("changes_four_weeks.csv"):
        people[row["person"]][int(row["week"])] = float(row["change"])
    ends = {person: -told[3] / 15 if 3 in told else None for person, told in people.items()}
    early = {
        person: _stands_still(
            [(0, 0.0), *((7 * (week + 1), change) for week, change in sorted(told.items()) if week < 3)],
            0.0,
            -15.0,
            28,
        )
        for person, told in people.items()
    }
    return list(_groups(early, ends))


def weights() -> list[Weighing]:
    """Read one weight a week, always of the same weekday, as of each week's end; every weekday gives a reading.

    Planned is half a kilo less a week over the nine weeks, whatever these people had in mind.
    """
    people: dict[str, dict[int, float]] = defaultdict(dict)
    phases: dict[int, str] = {}
    for row in _rows("weights_nine_weeks.csv"):
        people[row["person"]][int(row["day"])] = float(row["kg"])
        phases.setdefault(int(row["day"]) // 7, row["phase"])
    found = []
    for week in range(3, 9):
        still: list[float] = []
        moving: list[float] = []
        agreeing = []
        for told in people.values():
            start = told[min(told)]
            readings = []
            for weekday in range(7):
                points = [(day, kg) for day, kg in told.items() if day % 7 == weekday and day // 7 <= week]
                reading = _stands_still(points, start, start - 9 * KG_A_WEEK, 63)
                if reading is not None:
                    readings.append(reading)
                    (still if reading else moving).append(_kg_a_week(told, week))
            if readings:
                agreeing.append(max(readings.count(True), readings.count(False)) / len(readings))
        found.append(
            Weighing(
                week + 1, phases[week], len(still), len(moving), _mean(still), _mean(moving), _mean(agreeing)
            )
        )
    return found


def _kg_a_week(told: dict[int, float], week: int) -> float:
    """Give the change a week by all days of the last six weeks: mean of its last week less mean of its first."""
    first = max(0, week - 5)
    ends = [[kg for day, kg in told.items() if day // 7 == each] for each in (first, week)]
    return (_mean(ends[1]) - _mean(ends[0])) / (week - first) if all(ends) else 0.0


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _stands_still(points: list[tuple[int, float]], start: float, target: float, days: int) -> bool | None:
    """Give the sign "stalled now" after the last of the points; None when they are too few to read a pace."""
    plan = Plan(
        MONDAY, MONDAY, MONDAY + timedelta(days=days), Cadence("week"), start, target, None,
        "up" if target > start else "down",
    )  # fmt: skip
    check_ins = tuple(CheckIn(MONDAY + timedelta(days=day), None, value) for day, value in points)
    last = check_ins[-1].on
    today = last + timedelta(days=7 - last.weekday())
    verdict = assess(StallHistory(GoalHistory("metric", (plan,), (), check_ins)), today)
    if verdict.level == "too_early":
        return None
    return next(each.holds for each in verdict.signs if each.sign == "stalled_now")


def _groups(early: dict[str, bool | None], ends: dict[str, float | None]) -> Iterator[Group]:
    titles = {True: "stalled now", False: "moving, or ahead", None: "too few points"}
    for reading, title in titles.items():
        people = [person for person, said in early.items() if said is reading]
        known = [end for person in people if (end := ends[person]) is not None]
        yield Group(
            title,
            len(people),
            len(people) - len(known),
            _mean(known),
            sum(end >= 1 for end in known),
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        yield from csv.DictReader(file)
