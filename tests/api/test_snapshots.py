"""The answers that the app's screens are drawn from, as the demo practice gives them: kept for the app's own tests.

`pytest tests/api/test_snapshots.py --write-snapshots` writes them anew. And everything once more in German.
"""

import ast
import itertools
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
import time_machine

from api import crypto
from api.accounts.models import Membership
from api.db import db
from api.demo import services
from api.demo.rules import CLIENTS
from api.privacy.rules import CONSENTS
from tests.factories import Caller, signed_in

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "pwa" / "src" / "api" / "snapshots"
MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
WIDTH = 110
FEW = {"Sam Rivera", "Tom Lindqvist", "Nadia Karimi", "Aroha Ngata"}
CLIENT, STUCK, COACH, OWNER = "Sam Rivera", "Tom Lindqvist", "Maren Holt", "Edith Marlowe"

ASKED = [
    ("me", CLIENT, "/me", "Me"),
    ("today", CLIENT, "/today", "Today"),
    ("insights", STUCK, "/insights", "Insights"),
    ("goals", CLIENT, "/goals?limit=100", "Page<Goal>"),
    ("goal", STUCK, "/goals/{goal}", "Goal"),
    ("progress", STUCK, "/goals/{goal}/progress", "Progress"),
    ("check-ins", STUCK, "/goals/{goal}/check-ins?limit=5", "Page<AnsweredCheckIn>"),
    ("stall", STUCK, "/goals/{goal}/stall", "Stall"),
    ("goal-support", STUCK, "/goals/{goal}/support", "GoalSupport"),
    ("adaptations", STUCK, "/goals/{goal}/adaptations", "Page<Adaptation>"),
    ("skips", STUCK, "/skips", "Page<Skip>"),
    ("suggestions", STUCK, "/suggestions", "Page<Suggestion>"),
    ("sharing", CLIENT, "/sharing", "Sharing"),
    ("consents", CLIENT, "/consents", "Consents"),
    ("nudge-preferences", CLIENT, "/nudge-preferences", "NudgePreferences"),
    ("visibility", CLIENT, "/visibility", "{ items: Sight[] }"),
    ("privacy-notice", CLIENT, "/privacy-notice", "PrivacyNotice"),
    ("coach-sees", STUCK, "/what-my-coach-sees", "CoachSees"),
    ("coach-sees-goal", STUCK, "/what-my-coach-sees/goals/{goal}?limit=5", "CoachSeesGoal"),
    ("helplines", CLIENT, "/helplines", "Page<Helpline>"),
    ("providers", CLIENT, "/providers", "Page<Provider>"),
    ("sessions", CLIENT, "/sessions", "Page<Device>"),
    ("erasure", CLIENT, "/erasure", "Erasure"),
    ("caseload", COACH, "/caseload", "Page<CaseloadRow>"),
    ("triage", COACH, "/triage", "Triage"),
    ("stall-for-coach", COACH, "/goals/{goal}/stall", "Stall"),
    ("goal-support-for-coach", COACH, "/goals/{goal}/support", "GoalSupport"),
    ("suggestions-for-coach", COACH, "/suggestions", "Page<Suggestion>"),
    ("ledger", OWNER, "/ledger", "Ledger"),
    ("people", OWNER, "/people", "Page<Person>"),
    ("obstacle-chips", CLIENT, "/obstacle-chips", "ObstacleChips"),
    ("stall-settings", OWNER, "/stall-settings", "StallSettings"),
    ("nudge-texts", OWNER, "/nudge-texts?language={language}", "{ language: string; items: NudgeText[] }"),
]


@pytest.fixture
def ask(app, monkeypatch) -> Iterator[Any]:
    """Give what asks for one of these answers, in a language: the same to the last id, whenever it is run."""
    made = itertools.count(1)

    def numbered() -> UUID:
        return UUID(int=(0x7 << 76) | (0x8 << 60) | next(made))

    for name, module in list(sys.modules.items()):
        if name.startswith("api.") and hasattr(module, "uuid7"):
            monkeypatch.setattr(module, "uuid7", numbered)
    monkeypatch.setattr(services, "CLIENTS", tuple(one for one in CLIENTS if one.name in FEW))
    # Another test's keys of the same ids are none here.
    crypto.ring().forget_all()
    with time_machine.travel(MONDAY, tick=False):
        made_demo = app.test_cli_runner().invoke(args=["demo"])
        assert made_demo.exit_code == 0, made_demo.output
        people: dict[str, Caller] = {}

        def ask(who: str, path: str, language: str = "en") -> Any:
            caller = people.setdefault(who, people.get(who) or _signed_in(app, who))
            path = path.replace("{language}", language)
            if "{goal}" in path:
                path = path.replace("{goal}", _goal(ask))
            found = caller.get(path, headers={"Accept-Language": language})
            assert found.status_code == 200, (path, found.json)
            return found.json

        yield ask
    crypto.ring().forget_all()


def _written(told: Any, indent: str = "", before: int = 0) -> str:
    """Give it as JSON: what has room on a line after `before` characters stands on one."""
    line = json.dumps(told, ensure_ascii=False)
    if not told or not isinstance(told, dict | list) or len(indent) + before + len(line) < WIDTH:
        return line
    deeper = f"{indent}  "
    if isinstance(told, dict):
        named = [(f"{json.dumps(name)}: ", value) for name, value in told.items()]
        opened, closed = "{", "}"
    else:
        named = [("", value) for value in told]
        opened, closed = "[", "]"
    parts = [f"{deeper}{name}{_written(value, deeper, len(name))}" for name, value in named]
    return "\n".join([opened, ",\n".join(parts), f"{indent}{closed}"])


def _signed_in(app, name: str) -> Caller:
    with app.app_context():
        member_id = db.session.scalars(sa.select(Membership.id).where(Membership.name == name)).one()
        caller = signed_in(app, member_id)
        db.session.commit()
    return caller


def _goal(ask) -> str:
    """Give the goal of the client whom a suggestion is about."""
    return next(it["goal_id"] for it in ask(STUCK, "/suggestions")["items"] if it["goal_id"])


def test_the_answers_are_those_that_the_app_is_tested_on(ask, pytestconfig):
    written = {}
    for name, who, path, kind in ASKED:
        told = _written(ask(who, path))
        types = ", ".join(dict.fromkeys(re.findall(r"\b[A-Z]\w+", kind)))
        written[f"{name}.ts"] = (
            f'import type {{ {types} }} from "../types.ts";\n\n'
            f"/** GET {path}, as {who} of the demo is answered. Written by tests/api/test_snapshots.py. */\n"
            f"export default {told} satisfies {kind};\n"
        )
    if pytestconfig.getoption("--write-snapshots"):
        KEPT.mkdir(exist_ok=True)
        for left in KEPT.glob("*.ts"):
            if left.name not in written and not left.name.endswith(".test.ts"):
                left.unlink()
        for name, text in written.items():
            (KEPT / name).write_text(text)
    kept = {file.name: file.read_text() for file in KEPT.glob("*.ts") if not file.name.endswith(".test.ts")}
    assert sorted(kept) == sorted(written)
    assert [name for name in written if kept[name] != written[name]] == []


def test_no_sentence_of_ours_is_in_english_for_a_reader_of_german(ask):
    own = _words_of_the_demo()
    left = {}
    for name, who, path, _ in ASKED:
        german, english = _texts(ask(who, path, "de")), _texts(ask(who, path))
        assert len(german) == len(english), name
        same = {
            text
            for text, other in zip(german, english, strict=True)
            if text == other and " " in text and not _is_own(text, own)
        }
        if same:
            left[name] = same
    # What somebody agreed to stays in the words that they read; and names of services.
    agreed = {
        text for versions in CONSENTS.values() for words in versions for text in (words.title, words.text)
    }
    assert {text for texts in left.values() for text in texts} - agreed <= {"988 Lifeline", "116 123"}


def _is_own(text: str, own: list[str]) -> bool:
    return text.startswith(services.GREETING) or any(text in words for words in own)


def _texts(told: Any) -> list[str]:
    """Give every text of an answer, in its order."""
    if isinstance(told, str):
        return [told]
    if isinstance(told, dict):
        return [text for value in told.values() for text in _texts(value)]
    return [text for value in told for text in _texts(value)] if isinstance(told, list) else []


def _words_of_the_demo() -> list[str]:
    """Give what the demo's people wrote and are called."""
    return [
        node.value
        for path in ROOT.glob("api/demo/**/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
