"""Every screen, for everybody: on narrow phones, with assistive technology, in the dark, with a keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import (
    HABIT,
    check_ins_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.pretended import FIND_WHAT_IS_CUT
from tests.e2e.server import Waymark, wait_for
from tests.e2e.walks import WALKS, Walk

NARROWEST = 320
LOOKS = [(NARROWEST, "light"), (NARROWEST, "dark"), (1280, "light"), (1280, "dark")]
BETWEEN = [(390, "light"), (768, "dark"), (1440, "light"), (390, "dark"), (768, "light"), (1440, "dark")]
"""One of them a screen, in turn; `bin/prove axe` shows every screen at every width."""
MOST_TABS = 40
# Whatever can be pushed sideways, the page itself or a part of it that scrolls, once the plots have found their width.
FIND_WHAT_SCROLLS_SIDEWAYS = """async () => {
  const mayScroll = (it) => it.closest(".table-scroll") !== null;
  const scrolls = (it) =>
    !mayScroll(it) && (it === document.scrollingElement || /auto|scroll/.test(getComputedStyle(it).overflowX));
  let found = [];
  for (let frame = 0; frame < 30; frame++) {
    await new Promise(requestAnimationFrame);
    found = [...document.querySelectorAll("*")]
      .filter((it) => it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1 && scrolls(it))
      .map((it) => `${it.tagName}.${it.className} is ${it.scrollWidth} px wide inside`);
    if (found.length === 0) break;
  }
  return found;
}"""
WITH_LARGE_TEXT = "(size) => { document.documentElement.style.fontSize = size; }"
Devices = Callable[..., Device]


@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_every_screen_serves_narrow_phones_and_assistive_technology(
    waymark: Waymark, device: Devices, walk: Walk
):
    reader = device(**DESK, reads_for_faults=True)
    found = []
    for number, screen in enumerate(walk(reader)):
        for width, scheme in (*LOOKS, BETWEEN[number % len(BETWEEN)]):
            reader.show(width, scheme=scheme)
            found += [f"{screen} at {width} {scheme}: {fault}" for fault in reader.faults()]
        reader.show(NARROWEST, 640)
        found += [f"{screen} at {NARROWEST}: {it}" for it in reader.page.evaluate(FIND_WHAT_SCROLLS_SIDEWAYS)]
        reader.page.evaluate(WITH_LARGE_TEXT, "200%")
        cut = reader.page.evaluate(FIND_WHAT_IS_CUT)
        found += [f"{screen} at {NARROWEST}, text doubled: {it}" for it in cut]
        reader.page.evaluate(WITH_LARGE_TEXT, "")
        # The page scrolls above the tabs; the document itself does not.
        if not reader.page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"):
            found.append(f"{screen}: there is a second page under the tabs")
        reader.show(1280)
    assert found == []


def test_a_keyboard_alone_checks_in(waymark: Waymark, device: Devices):
    coach, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, cleo)
    client = with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    assert client("PUT", "/consents", {"feelings": True, "patterns": False}).status == 200
    desk = device(**DESK)
    desk.enter(client)
    page = desk.page
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()

    press(page, f"Done: {HABIT}")
    expect(page.get_by_role("dialog", name="Saved: Done, today.")).to_be_visible()
    press(page, "Good")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    [row] = wait_for(lambda: [it for it in check_ins_of(client) if it["felt"]], 10, "the check-in")
    assert (row["outcome"], row["felt"]) == ("done", "good")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Edit check-in: {HABIT}"


def press(page: Page, name: str) -> None:
    """Press a button the way somebody without a pointer does: Tab until it has the focus, then Enter."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(MOST_TABS):
        if button.evaluate("it => it === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {name}")


def test_a_phone_finds_an_app_it_can_install(waymark: Waymark, device: Devices):
    phone = device(**PHONE)
    phone.go("/")
    expect(phone.page.get_by_label("Email")).to_be_visible()
    phone.be_ready_for_no_network()
    # The first page comes first.
    expect(phone.page.locator("link[rel=manifest]")).to_be_attached()
    session = phone.context.new_cdp_session(phone.page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
