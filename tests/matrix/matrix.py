"""Every route x method x caller on everybody's things, against what people wrote in policy.csv and sight.csv."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from werkzeug.test import TestResponse

from tests.conftest import Stage
from tests.factories import API, Caller
from tests.leaving import left
from tests.matrix.canaries import Canaries, Canary, told_by
from tests.matrix.people import CIRCLE, MIRROR, PROGRAMS, STRANGERS, WHOSE, everybody
from tests.matrix.requests import ask, bodies
from tests.matrix.seed import Seeded, seed
from tests.matrix.stage import kept
from tests.matrix.traces import Rows, Trace, rows_of, told, traces

HERE = Path(__file__).parent


def read(file: Path) -> list[dict[str, str]]:
    """Give the rows of a table that people wrote."""
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines, restval=""))


POLICY = read(HERE.parent / "api" / "policy.csv")
SIGHT = {(row["whose"], row["what"]): frozenset(row["seen_by"].split()) for row in read(HERE / "sight.csv")}
QUESTIONS = read(HERE / "questions.csv")
"""What policy.csv has no room for: other bodies, what is to be seen afterwards, and figures, which hold no canary."""
WRITES = {
    (row["method"], row["path"], row["table"]): frozenset(row["whose"].split())
    for row in read(HERE / "writes.csv")
}
"""Whose rows a request changes beside those of its caller and of the client that it is about."""
LINKS = {"tap": 410, "private_tap": 410, "unsubscribe": 200, "calendar": 404}
"""What a client's mail and calendar program hold, and what each is answered once the client has left."""
GONE = {
    ("GET", "/people/{client}"): {"owner": 404},
    ("PATCH", "/people/{client}"): {"owner": 404},
    ("DELETE", "/people/{client}"): {"owner": 404},
    ("POST", "/people/{client}/recovery"): {"owner": 404},
    ("DELETE", "/mail-refusals/{refused}"): {"owner": 404},
    ("GET", "/invitations/{invitation}"): {"coach": 200},
    ("DELETE", "/invitations/{invitation}"): {"coach": 204},
    ("POST", "/invitations/{invitation}/renewal"): {"coach": 201},
    ("GET", "/engagements/{engagement}"): {"coach": 200},
}
"""What is told otherwise about somebody who has left: invitations are their coach's, and whom they had stays told."""
KEPT = {("PUT", "/stall-episodes/{episode}/verdict"): {"coach": 404}}
"""What is told otherwise about the sibling, who shares no numbers."""
SHOWN = {("GET", "/session"): {"revoked": 401, "left_program": 401, "link_holder": 401}}
"""What is told otherwise to who shows a token that opens nothing: they are not merely nobody."""
AROUND = {
    "removed": set(),
    "client": {"client", "coach"},
    "sibling": {"sibling", "coach"},
    "foreign_client": {"foreign_client", "foreign_coach"},
}
"""Whom a client's links may tell of."""
NO_TOKEN = "-"
"""What policy.csv has under `token` where no API token reaches; empty: reading wants `read`, the rest is out."""
DEMOTED_NOTE = ("demoted", "coach note")
COUNTED = {("POST", "/api/v1/session"), ("GET", "/calendar/{coach_calendar}.ics")}
"""What is remembered all the same: a wrong code, against whoever tries codes; a calendar's reading, for the clients."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One row of policy.csv, about the things of one client, asked by one caller."""

    row: Mapping[str, str]
    whose: str
    caller: str

    @property
    def wanted(self) -> int:
        """Give the status that people wrote down."""
        if "caller" in self.row:
            return int(self.row["status"])
        if self.whose == "removed" and self.link:
            return LINKS[self.link]
        if self.caller in STRANGERS:
            # Strangers are nobody's client or coach: those of another practice are as far away as any.
            like = STRANGERS[self.caller].like
            status = int(
                self.row[like if self.whose != "foreign_client" else MIRROR[self.whose].get(like, like)]
            )
            return SHOWN.get((self.row["method"], self.row["path"].removeprefix(API)), {}).get(
                self.caller, status
            )
        program = PROGRAMS.get(self.caller)
        like = program.of if program else self.caller
        status = int(self.row[MIRROR.get(self.whose, {}).get(like, like)])
        otherwise = {"removed": GONE, "sibling": KEPT}.get(self.whose, {})
        status = otherwise.get((self.row["method"], self.row["path"].removeprefix(API)), {}).get(like, status)
        if program is None or len({self.row[name] for name in CIRCLE}) == 1:
            return status
        needed = self.row["token"] or ("read" if self.row["method"] == "GET" else NO_TOKEN)
        return status if needed in program.scopes else 403

    @property
    def link(self) -> str | None:
        """Give the name of the link of a client that the path holds."""
        return next(iter(LINKS.keys() & re.findall(r"\{(\w+)\}", self.row["path"])), None)

    @property
    def reader(self) -> str:
        """Give who reads the answer: whoever has a link is asked for nothing else."""
        if "{coach_calendar}" in self.row["path"]:
            return MIRROR[self.whose]["coach"] if self.whose == "foreign_client" else "coach"
        if self.link:
            return "link_holder"
        return PROGRAMS[self.caller].of if self.caller in PROGRAMS else self.caller

    @property
    def route(self) -> tuple[str, str]:
        """Give the method and the path without a query."""
        return self.row["method"], self.row["path"].partition("?")[0].removeprefix(API)

    def __str__(self) -> str:
        return f"{self.row['method']} {self.row['path']} by {self.caller} on what is {self.whose}'s"


@dataclass
class Outcome:
    """What came of a cell."""

    cell: Cell
    answer: TestResponse
    seen: frozenset[Canary]
    faults: list[str] = field(default_factory=list)
    leaked: list[Canary] = field(default_factory=list)


class Matrix:
    """Two practices full of canaries, and everybody who might ask."""

    def __init__(self, stage: Stage) -> None:
        self.canaries = Canaries()
        circles, self.callers = everybody(stage.app, self.canaries)
        self.seeded = {whose: seed(stage.app, circles[whose], self.canaries, whose) for whose in WHOSE}
        left(self.callers["removed"])
        shown = f"Bearer {self.seeded['removed'].ids['api_token_secret']}"
        self.callers["left_program"].http.environ_base["HTTP_AUTHORIZATION"] = shown
        _hold_links(self.callers["link_holder"], self.seeded["client"])
        # A coach has one calendar, whose ever clients are in it.
        for whose in ("client", "sibling"):
            self.seeded[whose].ids["coach_calendar"] = self.seeded["removed"].ids["coach_calendar"]
        self._members = {name: str(caller.id) for name, caller in self.callers.items() if caller.id}
        self._members |= {f"{name}_email": caller.email for name, caller in self.callers.items()}
        self._members |= {f"foreign_{name}": made for name, made in self.seeded["foreign_client"].ids.items()}
        self._members |= {f"siblings_{name}": made for name, made in self.seeded["sibling"].ids.items()}
        [note] = [
            one for one in self.canaries.planted if (one.whose, one.what) == DEMOTED_NOTE and "-" in one.text
        ]
        self._members["demoted_note"] = note.text
        self._sent = {whose: bodies(circles[whose], seeded.ids) for whose, seeded in self.seeded.items()}
        self._cookies = {name: caller.http.get_cookie("waymark") for name, caller in self.callers.items()}
        self._app = stage.app
        self._rows = rows_of(stage.app)
        everyone = {name: caller for name, caller in self.callers.items() if name not in PROGRAMS}
        everyone["foreign_sibling"] = circles["foreign_client"].sibling
        self._names, self._practices = _known_as(everyone, self._rows)
        self.kept = kept(stage)
        self.kept.keep()

    def cells(self, table: Sequence[Mapping[str, str]] = POLICY) -> Iterator[Cell]:
        """Give every cell; what names nobody's thing is asked once by each."""
        for row in table:
            for whose in WHOSE if self._is_about_somebody(row) else WHOSE[:1]:
                for caller in self.callers:
                    yield Cell(row, whose, caller)

    def questions(self) -> Iterator[Cell]:
        """Give every cell of questions.csv."""
        for row in QUESTIONS:
            yield Cell(row, row["whose"] or "client", row["caller"])

    def ask(self, cell: Cell, **more: object) -> Outcome:
        """Ask, and say what is wrong with the answer. The database is as it was seeded when this returns."""
        seeded = self.seeded[cell.whose]
        before = self.kept.fingerprint()
        if cookie := self._cookies[cell.caller]:
            # Somebody may have signed out a moment ago.
            self.callers[cell.caller].http.set_cookie("waymark", cookie.value)
        ids = self._members | seeded.ids | {"new": str(uuid4())}
        sent = _sent_along(cell.row, ids) if cell.row.get("body") else self._sent[cell.whose]
        answer = ask(self.callers[cell.caller], cell.row, ids, seeded.etags, sent, **more)
        status = answer.status_code
        has_changed = self.kept.fingerprint() != before
        left = list(traces(self._rows, rows_of(self._app))) if has_changed else []
        if cell.row.get("then"):
            answer = self.callers[cell.caller].open(_filled(cell.row["then"], ids), "GET")
            has_changed = has_changed or self.kept.fingerprint() != before
        if has_changed:
            self.kept.restore()
        seen = frozenset(
            self.canaries.seen_in(
                told_by(answer), asked=answer.request.url + _filled(cell.row.get("body") or "", ids)
            )
        )
        outcome = Outcome(cell, answer, seen)
        if status != cell.wanted:
            outcome.faults.append(f"{cell}: answered {status}, and {cell.wanted} is written down")
        if has_changed and is_to_leave_all_as_it_is(cell.row, status):
            outcome.faults.append(f"{cell}: answered {status}, and changed the database")
        outcome.faults += sorted({fault for one in left for fault in self._overreach(cell, one)})
        if "caller" in cell.row:
            outcome.faults += [f"{cell}: {fault}" for fault in _unsaid(cell.row["says"], answer)]
        shown = set(cell.row.get("shows", "").split(";"))
        for canary in sorted(seen, key=str):
            if not may_see(cell.reader, canary) or (cell.link and canary.whose not in AROUND[cell.whose]):
                outcome.leaked.append(canary)
                outcome.faults.append(f"{cell}: LEAK of {canary.whose}'s {canary.what}: {canary.text}")
            elif canary.what not in shown and "caller" not in cell.row:
                outcome.faults.append(f"{cell}: shows {canary.what}, which its row does not say")
        return outcome

    def _overreach(self, cell: Cell, left: Trace) -> Iterator[str]:
        """Say what is wrong with a row that is not as it was: it is somebody's whom the request is not about."""
        actor = cell.whose if cell.reader == "link_holder" else cell.reader
        owner = self._names.get(left.owner or "")
        others = WRITES.get((*cell.route, left.table), frozenset())
        is_elsewhere = left.practice and left.practice != self._practices.get(actor, left.practice)
        if is_elsewhere and "elsewhere" not in others:
            yield f"{cell}: changed a row of {left.table} in another practice"
        if owner and owner not in {actor, cell.whose} | others:
            yield f"{cell}: changed a row of {left.table} that is {owner}'s"

    def _is_about_somebody(self, row: Mapping[str, str]) -> bool:
        names = set(re.findall(r"\{(\w+)\}", row["path"])) - {"new"}
        shape = re.sub(r"\{\w+\}", "*", row["path"].removeprefix("/api/v1").split("?")[0])
        body = str(self._sent["client"].get((row["method"], shape), ""))
        return bool(names) or any(name in body for name in self.seeded["client"].ids.values())


def _known_as(everyone: Mapping[str, Caller], rows: Rows) -> tuple[dict[str, str], dict[str, str]]:
    """Give what tells of each of these in a row - ids and address - with their name, and by name their practice."""
    names, practices = {}, {}
    members = {told(row["id"]): row for (table, _), row in rows.items() if table == "membership"}
    for name, caller in everyone.items():
        if row := members.get(told(caller.id)):
            names |= {told(row["id"]): name, told(row["person_id"]): name, told(caller.email): name}
            practices[name] = told(row["practice_id"])
    for (table, _), row in rows.items():
        for named in {"membership": ("id", "person_id"), "person": ("id", "email")}.get(table, ()):
            names.setdefault(told(row[named]), "somebody else")
    return names, practices


def _filled(text: str, ids: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], text)


def _sent_along(row: Mapping[str, str], ids: Mapping[str, str]) -> dict[tuple[str, str], object]:
    shape = re.sub(r"\{\w+\}", "*", row["path"].removeprefix(API).split("?")[0])
    return {(row["method"], shape): json.loads(_filled(row["body"], ids))}


def _unsaid(says: str, answer: TestResponse) -> Iterator[str]:
    """Give what the answer does not say as it should: `items.0.unread=1; items.#=2`."""
    for one in filter(None, says.split("; ")):
        path, _, wanted = one.partition("=")
        found: object = answer.json
        for part in path.split("."):
            if part == "#":
                found = len(found) if isinstance(found, list) else None
            elif isinstance(found, list):
                found = found[int(part)] if int(part) < len(found) else None
            else:
                found = found.get(part) if isinstance(found, dict) else None
        if json.dumps(found) != wanted:
            yield f"says {path}={json.dumps(found)}, and {wanted} is written down"


def is_to_leave_all_as_it_is(row: Mapping[str, str], status: int) -> bool:
    """Say whether such an answer promises that nothing has changed: a refusal, and a page that was looked at."""
    if (row["method"], row["path"]) in COUNTED:
        return False
    return status >= 400 or (row["method"] == "GET" and not row["path"].startswith("/api/"))


def may_see(caller: str, canary: Canary) -> bool:
    """Say whether sight.csv lets this caller see what the canary tells of, wherever it is."""
    for whose, mirror in (("", {}), *MIRROR.items()):
        # What holds for the client and their coach holds for the sibling, and for the foreign pair, with parts changed.
        base = mirror.get(canary.whose) if whose else canary.whose
        if (
            base
            and (base, canary.what) in SIGHT
            and (not whose or whose != "sibling" or canary.whose == whose)
        ):
            return mirror.get(caller, caller) in SIGHT[base, canary.what]
    return False


def _hold_links(caller: Caller, seeded: Seeded) -> None:
    """Somebody who has the client's mail tries what it holds as a session."""
    caller.http.set_cookie("waymark", seeded.ids["tap"])
    caller.http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {seeded.ids['calendar']}"
