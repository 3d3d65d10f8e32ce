"""Whether the rows of an import fit together and into the calendar."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from api.checkins.rules import latest_day_anywhere
from api.goals.rules import Cadence, Plan, plan_faults
from api.keeping.rules.belonging import BELONGING, Kind

CLOCKS_DIFFER = timedelta(minutes=5)
MONDAY = 0

Rows = Sequence[Mapping[str, Any]]
Fault = tuple[str, str]


def faults_of(tables: Mapping[str, Rows], now: datetime) -> Iterator[Fault]:
    """Give (field, sentence) for all that keeps these rows from standing beside each other.

    tables: by name, each row valid by itself. A row may refer to rows of the same import only, so that nothing can be
    hung on what somebody has already.
    """
    given = {name: rows for name, rows in tables.items() if BELONGING[name].kind is Kind.GIVEN}
    goals = {row["id"]: row for row in given["goal"]}
    check_ins = {row["id"] for row in given["check_in"]}
    for name, rows in given.items():
        if any(times > 1 for one, times in Counter(row.get("id") for row in rows).items() if one):
            yield f"tables.{name}", "An id stands here twice."
        for number, row in enumerate(rows):
            where = f"tables.{name}.{number}"
            yield from _times_to_come(row, where, now)
            if row.get("goal_id") is not None and row["goal_id"] not in goals:
                yield f"{where}.goal_id", "This goal is not in the file."
            elif "check_in_id" in row and row["check_in_id"] not in check_ins:
                yield f"{where}.check_in_id", "This check-in is not in the file."
            elif name in _FAULTS:
                for column, detail in _FAULTS[name](row, latest_day_anywhere(now)):
                    yield f"{where}.{column}", detail
    yield from _goals_without_a_plan(given)
    yield from _bad_plans(given["plan"], goals)
    yield from _counted_twice("check_in", given["check_in"], ("goal_id", "happened_on"))
    yield from _counted_twice("reflection", given["reflection"], ("week_on",))
    for name in ("membership", "sharing", "nudge_plan"):
        if len(given[name]) > 1:
            yield f"tables.{name}", "There is one of these."


def _times_to_come(row: Mapping[str, Any], where: str, now: datetime) -> Iterator[Fault]:
    for column, value in row.items():
        if isinstance(value, datetime) and value > now + CLOCKS_DIFFER:
            yield f"{where}.{column}", "This time has not come yet."


def _goals_without_a_plan(given: Mapping[str, Rows]) -> Iterator[Fault]:
    planned = {row["goal_id"] for row in given["plan"]}
    begun = {row["goal_id"] for row in given["goal_status"]}
    for number, goal in enumerate(given["goal"]):
        if goal["id"] not in planned or goal["id"] not in begun:
            yield f"tables.goal.{number}", "This goal lacks its plan or its status."


def _bad_plans(rows: Rows, goals: Mapping[Any, Mapping[str, Any]]) -> Iterator[Fault]:
    for number, row in enumerate(rows):
        if row["goal_id"] in goals:
            for _, detail in plan_faults(goals[row["goal_id"]]["kind"], _plan_of(row)):
                yield f"tables.plan.{number}", detail


def _plan_of(row: Mapping[str, Any]) -> Plan:
    weekdays = None if row["weekdays"] is None else tuple(int(digit) for digit in row["weekdays"])
    return Plan(
        from_on=row["from_on"],
        start_on=row["start_on"],
        target_on=row["target_on"],
        cadence=Cadence(row["every"], row["interval"], row["times"], weekdays, row["at_most"]),
        start_value=row["start_value"],
        target_value=row["target_value"],
        unit=row["unit"],
        direction=row["direction"],
    )


def _counted_twice(name: str, rows: Rows, key: tuple[str, ...]) -> Iterator[Fault]:
    counted = set()
    for number, row in enumerate(rows):
        place = tuple(row[column] for column in key)
        if row["counts"] and place in counted:
            yield f"tables.{name}.{number}.counts", "Of one day or week, one counts."
        elif row["counts"]:
            counted.add(place)


def _check_in(row: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if row["happened_on"] > today:
        yield "happened_on", "This day has not come yet."
    said = any(row[column] is not None for column in ("outcome", "value"))
    if row["undone_at"] is None and not said:
        yield "outcome", "A check-in says how it went, or gives a number."
    more = row["counts"] or row["obstacles"] or row["felt"] is not None or row["note"] is not None
    if row["undone_at"] is not None and (said or more):
        yield "undone_at", "What was undone says nothing any more."


def _reflection(row: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if row["week_on"].weekday() != MONDAY or row["week_on"] > today:
        yield "week_on", "A week begins with a Monday that has come."


def _skip(row: Mapping[str, Any], _today: date) -> Iterator[Fault]:
    if row["until_on"] is not None and row["until_on"] < row["from_on"]:
        yield "until_on", "A pause ends after it begins."


def _milestone(row: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if row["reached_on"] is not None and row["reached_on"] > today:
        yield "reached_on", "This day has not come yet."
    if row["due_from"] is not None and row["due_on"] is not None and row["due_from"] > row["due_on"]:
        yield "due_from", "A range begins before it ends."


def _adaptation(row: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if row["on"] > today:
        yield "on", "This day has not come yet."


def _goal_status(row: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if row["since_on"] > today:
        yield "since_on", "This day has not come yet."


_FAULTS = {
    "check_in": _check_in,
    "reflection": _reflection,
    "skip": _skip,
    "milestone": _milestone,
    "adaptation": _adaptation,
    "goal_status": _goal_status,
}
