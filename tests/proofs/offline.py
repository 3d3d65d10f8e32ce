"""200 check-ins made on 2 phones without a network are 200 rows: the server is killed 5 times, a fifth of answers lost.

Both phones belong to one client and are Chromiums with the app as it is built. Each check-in is tapped. The second
phone taps the same goals as the first, later and otherwise: both rows are kept, and on each day the later one counts.
While they send, answers that were given do not arrive, the server is killed and started again, pages are reloaded, and
a second tab is opened beside the first.
"""

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.e2e.browser import LAUNCH, PHONE, Device, open_device
from tests.e2e.callers import Caller, new_address, open_practice, sign_in
from tests.e2e.conftest import chromium_path
from tests.e2e.server import Waymark
from tests.proofs.durable import kill_server, running

SEED = 20261123
LOST = 0.2
ARRIVED_WITHIN_SECONDS = 300
BETWEEN_KILLS_MS = (400, 1600)
WAITING = "document.querySelector('.waiting') === null"


@dataclass(frozen=True)
class Size:
    """How many goals both phones check in on, and how often the server is killed meanwhile."""

    goals: int
    kills: int


FULL = Size(100, 5)
QUICK = Size(8, 2)


@dataclass
class Outcome:
    """What the API tells of the rows, and what was done to them on the way."""

    tapped: int
    rows: int = 0
    distinct: int = 0
    counting: Counter[str] | None = None
    lost_answers: int = 0
    kills: int = 0
    seconds: float = 0

    def is_good(self, size: Size) -> bool:
        wanted = Counter({"partly": size.goals})
        return self.rows == self.distinct == self.tapped and self.counting == wanted and self.lost_answers > 0


def main(arguments: argparse.Namespace) -> bool:
    size = QUICK if arguments.quick else FULL
    seed = SEED if arguments.seed is None else arguments.seed
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]
    good = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(LAUNCH))
        for engine in engines:
            with running(engine) as (waymark, _):
                outcome = play(browser, waymark, size, seed)
            good = good and outcome.is_good(size)
            print(f"{engine}: {outcome} {'good' if outcome.is_good(size) else 'BAD'}")
        browser.close()
    return good


def play(browser: Browser, waymark: Waymark, size: Size, seed: int = SEED) -> Outcome:
    """Tap everything without a network, then let it through under bad conditions, and count."""
    chance, begun = random.Random(seed), time.monotonic()
    client = _a_client(waymark, size.goals)
    phones = [open_device(browser, waymark, **PHONE) for _ in range(2)]
    outcome = Outcome(tapped=2 * size.goals)
    try:
        for phone, tapped in zip(phones, ("Done", "Partly"), strict=True):
            _tap_everything(phone, client, size.goals, tapped)
        for phone in phones:
            phone.context.route("**/api/v1/check-ins/*", lambda route: _lose_some(route, chance, outcome))
            phone.context.set_offline(False)
        # The same person has Waymark open twice: one queue, sent once.
        tab = phones[0].context.new_page()
        tab.goto(f"{waymark.url}/goals")
        for _ in range(size.kills):
            phones[0].page.wait_for_timeout(chance.uniform(*BETWEEN_KILLS_MS))
            kill_server(waymark)
            outcome.kills += 1
            chance.choice(phones).page.reload()
            waymark.start()
        _let_arrive([phones[0].page, phones[1].page])
    finally:
        for phone in phones:
            phone.context.close()
    rows = list(_rows(client))
    outcome.rows, outcome.distinct = len(rows), len({row["id"] for row in rows})
    outcome.counting = Counter(row["outcome"] for row in rows if row["counts"])
    outcome.seconds = round(time.monotonic() - begun, 1)
    return outcome


def _a_client(waymark: Waymark, goals: int) -> Caller:
    coach, address = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, address)
    client = sign_in(waymark, address)
    plan = {"start_on": str(client.today - timedelta(days=3)), "cadence": {"every": "day", "times": 1}}
    body = {"client_id": client.id, "area": "own", "kind": "habit", "plan": plan}
    for number in range(goals):
        assert client("POST", "/goals", body | {"title": _title(number)}).status == 201
    return client


def _title(number: int) -> str:
    return f"Goal {number:03}"


def _tap_everything(phone: Device, client: Caller, goals: int, outcome: str) -> None:
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"{outcome}: {_title(0)}")).to_be_visible()
    phone.be_ready_for_no_network()
    phone.context.set_offline(True)
    for number in range(goals):
        page.get_by_role("button", name=f"{outcome}: {_title(number)}", exact=True).tap()
        expect(page.get_by_role("dialog", name=f"Saved: {outcome}, today.")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name=f"{goals} waiting")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=f"{goals} waiting")).to_be_visible()


def _lose_some(route: Route, chance: random.Random, outcome: Outcome) -> None:
    """The server has done what was asked, and a fifth of the time nobody hears of it."""
    try:
        answer = route.fetch()
    except Exception:  # noqa: BLE001 - whatever a killed server does to a call, the phone hears nothing
        route.abort("connectionfailed")
        return
    if chance.random() < LOST:
        outcome.lost_answers += 1
        route.abort("connectionreset")
    else:
        route.fulfill(response=answer)


def _let_arrive(pages: list[Page]) -> None:
    """Open the app again and again, as people do, until nothing waits on either phone."""
    until = time.monotonic() + ARRIVED_WITHIN_SECONDS
    while time.monotonic() < until:
        for page in pages:
            page.reload()
            expect(page.get_by_role("navigation", name="Sections")).to_be_visible(timeout=15_000)
        pages[0].wait_for_timeout(2_000)
        if all(page.evaluate(WAITING) for page in pages):
            return
    raise AssertionError("something still waits")


def _rows(client: Caller) -> Any:
    for goal in client.get("/goals?limit=100")["items"]:
        yield from client.get(f"/goals/{goal['id']}/check-ins")["items"]
