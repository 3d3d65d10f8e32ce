"""Every screen in words two fifths longer and from right to left; German, chosen and kept."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import DEMO_CLIENT, TITLE, new_address, open_practice, set_goal, sign_in
from tests.e2e.pretended import FIND_WHAT_IS_CUT, LONGER, MIRRORED, build, find_by_english_names, pretend
from tests.e2e.server import Waymark, wait_for
from tests.e2e.walks import WALKS, Walk

# Every file of German that the service worker lists, kept.
COUNT_WHAT_IS_KEPT = """async () => await caches.has("waymark-language-de")
  ? (await (await caches.open("waymark-language-de")).keys()).length : 0"""
GERMAN_FILES = 5
Devices = Callable[..., Device]


@pytest.fixture
def waymark(tmp_path: Path, demo_instance: Path) -> Iterator[Waymark]:
    """A demo practice for one walk alone: some of what a walk does can be done once."""
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    waymark = Waymark(instance)
    try:
        waymark.start()
        yield waymark
    finally:
        waymark.stop()


@pytest.fixture(scope="session")
def pretended_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pretended") / "dist")


def as_new_client(device: Device) -> Iterator[str]:
    """Walk through the first steps, and the sheets in which a goal is planned anew and its path is shaped."""
    page, waymark = device.page, device.waymark
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = sign_in(waymark, cleo)
    goal = set_goal(sign_in(waymark, ada), client, "steps", TITLE)
    device.enter(client, "/welcome")
    for step in range(1, 5):
        expect(page.get_by_text(f"Step {step} of 5")).to_be_visible()
        yield f"first steps, {step}"
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("A first goal can be small.")).to_be_visible()
    yield "first steps, 5"
    sheet = page.get_by_role("dialog")
    device.go(f"/goals/{goal['id']}")
    for opens in ("Change the plan", "Let it go", "Mark as achieved"):
        page.get_by_role("button", name=opens, exact=True).click()
        expect(sheet).to_be_visible()
        yield opens
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
    page.get_by_role("button", name="Edit the path").click()
    yield "the path, edited"
    page.get_by_role("button", name="Edit: Chapter 5").click()
    expect(sheet).to_be_visible()
    yield "a milestone"


ALL_WALKS = [*WALKS, as_new_client]


@pytest.mark.parametrize(("language", "width"), [(LONGER, 320), (MIRRORED, 390)], ids=["longer", "mirrored"])
@pytest.mark.parametrize("walk", ALL_WALKS, ids=[walk.__name__ for walk in ALL_WALKS])
def test_no_screen_cuts_longer_words_or_words_from_right_to_left(
    waymark: Waymark,
    device: Devices,
    pretended_app: Path,
    monkeypatch: pytest.MonkeyPatch,
    walk: Walk,
    language: str,
    width: int,
):
    phone = device(viewport={"width": width, "height": 844})
    pretend(phone, pretended_app, language)
    find_by_english_names(monkeypatch)
    found = []
    for screen in walk(phone):
        assert language_of(phone.page) == f"{language} {'rtl' if language == MIRRORED else 'ltr'}"
        found += [f"{screen}: {it}" for it in phone.page.evaluate(FIND_WHAT_IS_CUT)]
    assert not found, "\n".join(found)


def test_a_person_chooses_german_and_reads_it_without_a_network_too(waymark: Waymark, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    phone.enter(sign_in(waymark, DEMO_CLIENT), "/settings")
    expect(page.get_by_label("Language")).to_have_value("en")
    phone.be_ready_for_no_network()
    assert not [url for url in fetched if "language-de" in url]
    assert page.evaluate(COUNT_WHAT_IS_KEPT) == 0

    page.get_by_label("Language").select_option("de")

    expect(page.get_by_role("heading", name="Einstellungen")).to_be_visible()
    assert language_of(page) == "de ltr"
    wait_for(lambda: page.evaluate(COUNT_WHAT_IS_KEPT) >= GERMAN_FILES, 15, "German to be kept")
    with waymark.stopped():
        for path, title in (("/today", "Heute"), ("/insights", "Einblicke"), ("/settings", "Einstellungen")):
            phone.go(path)
            expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        expect(page.get_by_role("navigation", name="Bereiche")).to_be_visible()

    phone.go("/settings")
    page.get_by_label("Sprache").select_option("en")
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    wait_for(lambda: page.evaluate(COUNT_WHAT_IS_KEPT) == 0, 15, "German to be let go")


def test_a_browser_that_reads_german_is_answered_in_german_until_its_person_says_otherwise(
    waymark: Waymark, device: Devices
):
    phone = device(**PHONE, locale="de-AT")
    page = phone.page
    phone.go("/")
    expect(page.get_by_label("E-Mail")).to_be_visible()
    assert language_of(page) == "de ltr"

    page.get_by_role("button", name="English").tap()

    expect(page.get_by_label("Email")).to_be_visible()
    assert language_of(page) == "en ltr"


def language_of(page: Page) -> str:
    """Give what the document says of its language and direction."""
    return str(page.evaluate("document.documentElement.lang + ' ' + document.documentElement.dir"))
