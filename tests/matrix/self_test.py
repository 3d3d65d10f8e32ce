"""Takes every ownership filter out, one at a time, and asks the matrix whether it notices."""

import sys
import types
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial

from flask import Flask

from tests.matrix.filters import Filter, both, code_of, filters, guarded_routes, open_to_all_roles, without
from tests.matrix.matrix import HERE, Cell, Matrix, read
from tests.matrix.people import CIRCLE
from tests.matrix.requests import route_of

SECOND_LOCKS = {(row["where"], row["filter"]): row["beside"] for row in read(HERE / "second_locks.csv")}
"""Filters behind which another stands that says the same: without one of the two, nothing is to be seen.

Where that other one is a filter too, it is named, and the two are taken out together.
"""


NOTICE = {
    "client": {*CIRCLE, "demoted", "left", "left_program"},
    "sibling": {"coach"},
    "foreign_client": {"coach", "owner"},
    "removed": {"coach", "sibling", "owner"},
}
"""Whose questions about whose things there must be for each filter to be noticed; the other cells only repeat them."""


@dataclass(frozen=True)
class Taken:
    """What came of taking one filter out: the first cell that noticed, if any did."""

    name: tuple[str, str]
    fault: str | None
    is_asked: bool = True
    """Whether any request comes by it at all; what the clock starts is tested elsewhere."""


class SelfTest:
    """Knows which cells run which functions, so that a filter is asked about by those that can notice it."""

    def __init__(self, app: Flask, matrix: Matrix) -> None:
        self._app = app
        self._matrix = matrix
        self._running: dict[types.CodeType, list[Cell]] = defaultdict(list)
        self._cells = [cell for cell in matrix.cells() if cell.caller in NOTICE[cell.whose]]
        self._cells += matrix.questions()
        for cell in list(self._cells):
            ran, faults = self._ask_noting_what_runs(cell)
            if faults:
                # Whoever is at fault as it is notices nothing.
                self._cells.remove(cell)
                continue
            for code in ran:
                self._running[code].append(cell)

    def take_out(self, one: Filter) -> Taken:
        """Take one filter out, ask, and put it back."""
        cells = self._asked_by(one)
        return Taken(one.name, self._notice(partial(without, one), cells), bool(cells))

    def take_out_both(self, one: Filter, beside: Filter | str) -> Taken:
        """Take one filter out with the one that stands beside it - or is the roles of a route -, and ask."""
        with ExitStack() as meanwhile:
            if isinstance(beside, str):
                cells = [cell for cell in self._cells if self._leads_to(cell, beside)]
                [roles] = [roles for rule, roles in guarded_routes(self._app) if rule == beside]
                meanwhile.enter_context(open_to_all_roles(roles))
            else:
                # Where the one refuses, nobody comes to the other.
                cells = list(dict.fromkeys([*self._asked_by(one), *self._asked_by(beside)]))
                if (beside.module, beside.function) == (one.module, one.function):
                    one = both(beside, one)
                else:
                    meanwhile.enter_context(without(beside))
            return Taken(one.name, self._notice(partial(without, one), cells), bool(cells))

    def let_everybody_in(self) -> list[Taken]:
        """Take out the roles of one route after another."""
        taken = []
        for rule, roles in guarded_routes(self._app):
            if (rule, "its roles") in SECOND_LOCKS:
                continue
            cells = [cell for cell in self._cells if self._leads_to(cell, rule)]
            taken.append(Taken((rule, "its roles"), self._notice(partial(open_to_all_roles, roles), cells)))
        return taken

    def _asked_by(self, one: Filter) -> list[Cell]:
        code = code_of(one)
        return self._running[code] if code else self._that_use_statements_of(one.module)

    def _notice(
        self, taking_out: Callable[[], AbstractContextManager[None]], cells: Sequence[Cell]
    ) -> str | None:
        # Whoever is turned away notices most, and each route is asked once before any is asked twice.
        by_route: dict[int, list[Cell]] = defaultdict(list)
        for cell in sorted(cells, key=lambda cell: (cell.wanted < 400, cell.wanted == 401)):
            by_route[id(cell.row)].append(cell)
        turns = [one for turn in _in_turns(by_route.values()) for one in turn]
        with taking_out():
            for cell in turns:
                if faults := self._matrix.ask(cell).faults:
                    return next((fault for fault in faults if "LEAK" in fault), faults[0])
        return None

    def _ask_noting_what_runs(self, cell: Cell) -> tuple[set[types.CodeType], list[str]]:
        ran: set[types.CodeType] = set()

        def note(frame: types.FrameType, _event: str, _argument: object) -> None:
            ran.add(frame.f_code)

        sys.settrace(note)
        try:
            faults = self._matrix.ask(cell).faults
        finally:
            sys.settrace(None)
        return ran, faults

    def _that_use_statements_of(self, module: str) -> list[Cell]:
        file = sys.modules[module].__file__
        found = [cell for code, cells in self._running.items() if code.co_filename == file for cell in cells]
        return list(dict.fromkeys(found))

    def _leads_to(self, cell: Cell, rule: str) -> bool:
        return " ".join(route_of(self._app, cell.row["method"], cell.row["path"])) == rule


def _in_turns(groups: Iterable[list[Cell]]) -> Iterable[list[Cell]]:
    waiting = [list(group) for group in groups]
    while waiting:
        yield [group.pop(0) for group in waiting]
        waiting = [group for group in waiting if group]


def unnoticed(app: Flask, matrix: Matrix, modules: Sequence[str] = ()) -> tuple[list[Taken], list[Taken]]:
    """Take out every filter of these modules (without any: of all) and every route's roles.

    Give what came of each, and those that nobody noticed although requests come by them and second_locks.csv is silent.
    """
    test = SelfTest(app, matrix)
    chosen = [one for one in filters() if not modules or one.module in modules]
    by_name = {one.name: one for one in filters()}
    taken = []
    for one in chosen:
        if one.name not in SECOND_LOCKS:
            taken.append(test.take_out(one))
        elif beside := SECOND_LOCKS[one.name]:
            where, _, text = beside.partition(": ")
            other = where if text == "its roles" else by_name[where, text]
            taken.append(test.take_out_both(one, other))
    taken += test.let_everybody_in()
    return taken, [one for one in taken if one.is_asked and one.fault is None]
