"""A tap on Done until it is durable on the phone, online and offline; and how many taps a check-in takes from cold.

Measured inside the page, a real Chromium with the app as it is built and a real server behind it: from the moment that
the browser gave the tap until the transaction that keeps it, asked to be strictly durable, is complete. Beside it the
same with the processor slowed down four times, to be seen and not judged: how fast it was before differs by machine.
"""

import argparse
import json
import statistics
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import expect, sync_playwright

from tests.e2e.browser import LAUNCH, PHONE, Device, open_device
from tests.e2e.callers import Caller, check_ins_of, new_address, open_practice, sign_in
from tests.e2e.conftest import chromium_path
from tests.e2e.server import Waymark, wait_for
from tests.proofs.durable import running

TAPS, QUICK_TAPS = 20, 5
MOST_MS = 50.0
MOST_TAPS = 3
SLOWER = 4
WARM_UP = 2
# Notes when a finger went up, and when the transaction that then put something among what waits is complete.
NOTE_TAPS = """(() => {
  const noted = { taps: 0, tappedAt: 0, took: [] };
  addEventListener("pointerup", ({ timeStamp }) => {
    noted.taps += 1;
    noted.tappedAt = timeStamp;
  }, true);
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "waiting" && noted.tappedAt > 0) {
      const { tappedAt } = noted;
      noted.tappedAt = 0;
      this.transaction.addEventListener("complete", () => noted.took.push(performance.now() - tappedAt));
    }
    return put.apply(this, row);
  };
  window.noted = noted;
})()"""


@dataclass(frozen=True)
class Way:
    """One way to tap: with a network or without, at this speed."""

    name: str
    offline: bool
    slower: int


WAYS = [
    Way("online", offline=False, slower=1),
    Way("offline", offline=True, slower=1),
    Way(f"online, processor {SLOWER} x slower", offline=False, slower=SLOWER),
    Way(f"offline, processor {SLOWER} x slower", offline=True, slower=SLOWER),
]


def main(arguments: argparse.Namespace) -> bool:
    """Print the medians of each way, and the taps of a whole check-in."""
    taps = QUICK_TAPS if arguments.quick else TAPS
    found: dict[str, list[float]] = {}
    with running("sqlite") as (waymark, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(LAUNCH))
        try:
            for way in WAYS:
                client = _a_client(waymark, taps + WARM_UP)
                phone = open_device(browser, waymark, **PHONE)
                found[way.name] = _tap(phone, client, way, taps)
                phone.context.close()
            phone = open_device(browser, waymark, **PHONE)
            saves, whole = _from_cold(phone, _a_client(waymark, 1))
            phone.context.close()
        finally:
            browser.close()
    for name, took in found.items():
        quarter, median, three = statistics.quantiles(took, n=4)
        print(
            f"tap to durable, {name:<33}{median:>6.1f} ms  +-{(three - quarter) / 2:.1f}, "
            f"longest {max(took):.1f} (median of {len(took)}{_goal(name)})"
        )
    print(f"from a cold start: saved after {saves} tap, all of it after {whole} (at most {MOST_TAPS})")
    if arguments.json:
        print(json.dumps({"ms": found, "taps": {"saves": saves, "whole": whole}}))
    judged = [took for name, took in found.items() if _goal(name)]
    return all(statistics.median(took) <= MOST_MS for took in judged) and whole <= MOST_TAPS


def _goal(name: str) -> str:
    judged = next(way for way in WAYS if way.name == name).slower == 1
    return f", at most {MOST_MS:g}" if judged else ""


def _a_client(waymark: Waymark, goals: int) -> Caller:
    """Somebody for whom this many habits are due, and who says how it felt."""
    coach, address = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, address)
    client = sign_in(waymark, address)
    assert client("PUT", "/consents", {"feelings": True, "patterns": False}).status == 200
    plan = {"start_on": str(client.today - timedelta(days=3)), "cadence": {"every": "day", "times": 1}}
    body = {"client_id": client.id, "area": "own", "kind": "habit", "plan": plan}
    for number in range(goals):
        assert client("POST", "/goals", body | {"title": _title(number)}).status == 201
    return client


def _title(number: int) -> str:
    return f"Goal {number:02}"


def _tap(phone: Device, client: Caller, way: Way, taps: int) -> list[float]:
    """Tap Done on one goal after the other; give how many milliseconds each took, the first few left out."""
    page = phone.page
    phone.context.add_init_script(NOTE_TAPS)
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Done: {_title(0)}")).to_be_visible()
    phone.be_ready_for_no_network()
    phone.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": way.slower})
    phone.context.set_offline(way.offline)
    for number in range(taps + WARM_UP):
        page.get_by_role("button", name=f"Done: {_title(number)}", exact=True).tap()
        sheet = page.get_by_role("dialog", name="Saved: Done, today.")
        expect(sheet.get_by_text("Saved on this phone" if way.offline else "Synced")).to_be_visible()
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
    took: list[float] = page.evaluate("noted.took")
    assert len(took) == taps + WARM_UP
    return took[WARM_UP:]


def _from_cold(phone: Device, client: Caller) -> tuple[int, int]:
    """Open the app anew and check in; give the taps until it was saved, and until all of it had arrived."""
    phone.enter(client)
    phone.be_ready_for_no_network()
    phone.page.close()
    page = phone.context.new_page()
    page.add_init_script(NOTE_TAPS)
    page.goto(phone.waymark.url)
    page.get_by_role("button", name=f"Partly: {_title(0)}").tap()
    sheet = page.get_by_role("dialog", name="Saved: Partly, today.")
    expect(sheet).to_be_visible()
    saves: int = page.evaluate("noted.taps")
    sheet.get_by_role("button", name="Heavy").tap()
    sheet.get_by_role("button", name="Time", exact=True).tap()
    wait_for(lambda: [it for it in check_ins_of(client) if it["obstacles"]], 10, "the check-in")
    [row] = check_ins_of(client)
    assert (row["outcome"], row["felt"], row["obstacles"]) == ("partly", "heavy", ["time"]), row
    return saves, page.evaluate("noted.taps")
