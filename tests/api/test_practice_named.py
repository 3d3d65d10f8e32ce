"""Every statement that is asked often says whose practice its rows are of: a database spread by practice asks one node.

Read from the SQL itself: each table of a practice is tied by its `practice_id`, to a value or to a table that is.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

import api
from api import clock
from api.db import Base, db
from api.delivery.services import Wires, claim_due, kinds_of, send
from tests.api.test_plans import make_due, tick_often, what_is_asked_most
from tests.factories import told_of_statements

HOME = Path(api.__file__).parent
OF_A_PRACTICE = {name for name, table in Base.metadata.tables.items() if "practice_id" in table.c}
TABLE = re.compile(r'(?:\b(?:FROM|JOIN|UPDATE)|,)\s+"?(\w+)\b"?(?![."\w(=])(?:\s+AS\s+"?(\w+)"?)?')
TIED = re.compile(r'"?(\w+)"?\.practice_id (?:=|IN|IS) (?:ANY )?(?:"?(\w+)"?\.practice_id\b)?')

NEVER = re.compile(r"\b(?:0 = 1|false)$")
"""What cannot hold reads nothing."""

CLAIM = "a job's first statement: whatever is due, of whichever practice"
ACROSS = {
    "accounts.services.sessions.principal_of": "a token says whose session it is",
    **dict.fromkeys(
        (
            "accounts.services.moves.has_moves",
            "accounts.services.moves.take_moves",
            "delivery.services.outbox.has_due",
            "delivery.services.outbox.claim_due",
            "goals.services.programmes._enrolments_due",
            "keeping.services.erasing.erase_due",
            "keeping.services.exporting.has_waiting",
            "keeping.services.exporting.make_waiting",
            "nudges.services.deciding.has_due",
            "nudges.services.deciding._decide_due",
            "nudges.services.letters._due_readers",
            "nudges.services.measuring._has",
            "nudges.services.outcomes.has_ended",
            "nudges.services.outcomes.settle",
            "referrals.services.drafting.draft_suggestions",
            "referrals.services.drafting.has_drafts_due",
            "referrals.services.drafting._forget_drafts_on_private_goals",
            "stalls.services.assessing.has_goals_with_news",
            "stalls.services.assessing._goals_with_news",
            "stalls.services.choosing.answer_dry_runs",
            "stalls.services.choosing._clear_old",
            "stalls.services.choosing.has_dry_runs",
        ),
        CLAIM,
    ),
}
"""Who may ask every node, and why. Where they join tables, these are of one practice all the same."""

OF_A_PERSON = {"accounts.services.people.me": "somebody's memberships, in whichever practices"}
"""Who asks by a person, who may be in several practices."""


@contextmanager
def with_askers(app: Flask) -> Iterator[list[tuple[str, str]]]:
    """Collect the statements that are run meanwhile, each with the function that runs it."""
    seen: dict[tuple[str, str], None] = {}

    def note(statement: str, *_rest: object) -> None:
        seen.setdefault((asker(), statement))

    found: list[tuple[str, str]] = []
    with told_of_statements(app, note):
        yield found
    found += seen


def asker() -> str:
    """Name the innermost function of a feature that is running."""
    frame = sys._getframe(1)
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(HOME) and len(path.relative_to(HOME).parts) > 1:
            module = ".".join(path.relative_to(HOME).with_suffix("").parts)
            return f"{module}.{frame.f_code.co_qualname}".split(".<locals>")[0]
        frame = frame.f_back
    return "elsewhere"


def untied(statement: str, *, is_across: bool) -> set[str]:
    """Give the tables of a practice that nothing ties to a value; is_across: the one that is claimed needs none."""
    scopes = list(_scopes(statement))
    names = {
        f"{number}.{alias or name}": name
        for number, (text, _) in enumerate(scopes)
        for name, alias in TABLE.findall(text)
        if name in OF_A_PRACTICE and not NEVER.search(text)
    }
    tied: dict[str, set[str]] = defaultdict(set)
    bound: set[str] = set()
    for number, (text, _) in enumerate(scopes):
        for left, right in TIED.findall(text):
            one = _found(left, number, scopes, names)
            if right:
                other = _found(right, number, scopes, names)
                tied[one].add(other)
                tied[other].add(one)
            else:
                bound.add(one)
    if is_across and not bound:
        claimed = names[min(names)] if names else None
        bound = {one for one, name in names.items() if name == claimed}
    return {names[one] for one in set(names) - _reached(bound, tied)}


def _found(alias: str, number: int, scopes: list[tuple[str, int | None]], names: dict[str, str]) -> str:
    inner: int | None = number
    while inner is not None:
        if f"{inner}.{alias}" in names:
            return f"{inner}.{alias}"
        inner = scopes[inner][1]
    return f"{number}.{alias}"


def _reached(begin: set[str], tied: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(begin), list(begin)
    while waiting:
        new = tied[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _scopes(statement: str) -> Iterator[tuple[str, int | None]]:
    """Give the text of every SELECT without those inside it, and the number of the one around it."""
    texts: list[str] = [""]
    around: list[int | None] = [None]
    open_: list[tuple[int, bool]] = []
    here = 0
    for part in re.split(r"(\(SELECT\b|\(|\)|\bUNION ALL\b)", statement.split(" RETURNING ", maxsplit=1)[0]):
        if part == "(SELECT":
            open_.append((here, True))
            texts.append("SELECT")
            around.append(here)
            here = len(texts) - 1
        elif part == "(":
            open_.append((here, False))
            texts[here] += part
        elif part == ")":
            here, was_select = open_.pop()
            texts[here] += "()" if was_select else part
        elif part == "UNION ALL":
            texts.append("")
            around.append(around[here])
            here = len(texts) - 1
        else:
            texts[here] += part
    return zip(texts, around, strict=True)


def faults(asked: list[tuple[str, str]]) -> list[str]:
    """Give each statement at fault with its tables, and who asked it."""
    found = []
    for who, statement in asked:
        if who in OF_A_PERSON:
            continue
        loose = untied(statement, is_across=who in ACROSS)
        if loose:
            found.append(f"{who}: {sorted(loose)}: {statement}")

    return found


def test_every_statement_of_what_is_asked_most_names_the_practice(app, circle, goal):
    with with_askers(app) as asked:
        for call in what_is_asked_most(circle, goal):
            call()
    assert len(asked) > 30
    assert faults(asked) == []


class Taking:
    """A wire whose other end takes everything."""

    def send(self, _email, _address, _message_id, before_content) -> str:
        before_content()
        return "250 Taken"


def test_every_statement_of_a_tick_names_the_practices_of_what_it_claimed(app, circle, goal):
    make_due(app, circle, goal)
    with with_askers(app) as asked:
        tick_often(app)
        with app.app_context():
            messages = claim_due("one", clock.now(), 10)
            send(messages, Wires(Taking(), Taking()), kinds_of(app), "one")
    assert [message.kind for message in messages] == ["nudge"]
    assert len(asked) > 60
    assert faults(asked) == []


ONE = "'00000000-0000-7000-8000-000000000000'"


def test_a_statement_that_names_no_practice_is_noticed(app, circle):
    with with_askers(app) as asked, app.app_context():
        for statement in (
            f"SELECT id FROM goal WHERE goal.client_id = {ONE}",
            f"SELECT 1 FROM goal JOIN plan ON plan.goal_id = goal.id WHERE goal.practice_id = {ONE}",
            f"SELECT 1 FROM goal WHERE goal.practice_id = {ONE} AND goal.id IN (SELECT goal_id FROM plan)",
            f"UPDATE goal SET version = 2 WHERE goal.id = {ONE}",
        ):
            db.session.execute(sa.text(statement))
        db.session.execute(sa.text(f"SELECT 1 FROM goal WHERE goal.practice_id = {ONE}"))
        db.session.rollback()
    assert len(faults(asked)) == 4
