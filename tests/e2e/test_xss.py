"""What anybody writes is shown as it was written, and runs nowhere."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, Device
from tests.e2e.callers import DEMO_CLIENT, DEMO_COACH, Address, sign_in
from tests.e2e.hostile import PAYLOADS, poison, write_everywhere
from tests.e2e.server import Waymark
from tests.e2e.walks import WALKS, pages

LEAST = 100
# What a payload would leave behind, had any of it become part of the page.
FIND_WHAT_CAME_ALIVE = """() => [
  ...document.querySelectorAll(`[wmx], script:not([src^="/assets/"]), iframe, object, embed, base, marquee, video,
    audio, template, meta[http-equiv=refresh], [srcdoc], [formaction],
    [href^="javascript:" i], [href^="data:" i], [src^="javascript:" i], [src^="data:" i], [action^="javascript:" i]`),
  ...[...document.querySelectorAll("style")].filter((it) => it.textContent.includes("evil")),
  ...[...document.querySelectorAll("*")].filter((it) => [...it.attributes].some(
    ({ name, value }) => name.startsWith("on")
      || ["href", "src", "action", "style", "poster", "background"].includes(name) && value.includes("evil"))),
].map((it) => it.outerHTML.slice(0, 200))"""
NEVER_SHOWN = {"skip.reason"}
"""Read to choose between two sentences."""
Devices = Callable[..., Device]


@pytest.fixture
def waymark(tmp_path: Path, demo_instance: Path) -> Iterator[Waymark]:
    """A demo practice of its own: after this test nobody could read it."""
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    waymark = Waymark(instance)
    try:
        waymark.start()
        yield waymark
    finally:
        waymark.stop()


def as_two_others(device: Device, other: Address) -> Iterator[str]:
    """Walk through the places where the other walks find nothing that was written."""
    page = device.page
    coach = sign_in(device.waymark, DEMO_COACH)
    device.enter(coach)
    closed = [it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == "dismissed"]
    title = page.get_by_role("heading", level=1)
    yield from pages(
        device,
        ("/settings/access", page.get_by_text("this one")),
        ("/settings/tokens", page.get_by_role("button", name="Make a key")),
        *((f"/suggestions/{each['id']}", title) for each in closed),
    )
    device.context.clear_cookies()
    client = sign_in(device.waymark, other)
    device.enter(client, "/goals")
    yield "goals, one of a programme"
    for goal in client.get("/goals?limit=100")["items"]:
        if goal["status"] == "let_go":
            yield from pages(device, (f"/goals/{goal['id']}", title))
    yield from pages(device, ("/today", page.get_by_role("button", name="I am back")))


def in_a_mail(device: Device) -> Iterator[str]:
    """Read a reminder that names the goal, as a mail program without a policy of its own shows it."""
    client = sign_in(device.waymark, DEMO_CLIENT)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    at_local = f"{now.astimezone(ZoneInfo(client.me['zone'])):%H:%M}"
    wanted = {"on": True, "discreet": False, "weekdays": [*range(7)], "at_local": at_local}
    assert client("PUT", "/nudge-preferences", wanted).status == 200
    before = len(device.waymark.mails(DEMO_CLIENT.email))
    device.waymark.make_reminder_due(client.id, now)
    mail = device.waymark.next_mail(DEMO_CLIENT.email, before)
    html = mail.get_body(("html",))
    assert html
    device.page.set_content(html.get_content())
    yield "mail"


def test_what_people_write_never_runs(waymark: Waymark, device: Devices):
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= LEAST
    other = write_everywhere(waymark)
    marks = poison(waymark)
    assert [column for column, mark in marks.items() if not mark] == [], "nothing stands there"
    seen: set[str] = set()
    for walk in (*WALKS, partial(as_two_others, other=other), in_a_mail):
        reader = device(**DESK)
        dialogs: list[str] = []
        reader.page.on("dialog", lambda it, dialogs=dialogs: (dialogs.append(it.message), it.dismiss()))
        for screen in walk(reader):
            expect(reader.page.locator(".skeleton")).to_have_count(0)
            assert reader.page.evaluate(FIND_WHAT_CAME_ALIVE) == [], screen
            text = shown(reader.page)
            seen |= {column for column, mark in marks.items() if mark in text}
            assert dialogs == [], screen
    assert set(marks) - seen == NEVER_SHOWN


def shown(page: Page) -> str:
    """Give all that a page says, what fields hold and what is read aloud included."""
    return str(
        page.evaluate("""() => [document.body.textContent,
        ...[...document.querySelectorAll("input, textarea, select")].map((it) => it.value),
        ...[...document.querySelectorAll("[aria-label]")].map((it) => it.ariaLabel)].join(" ")""")
    )
