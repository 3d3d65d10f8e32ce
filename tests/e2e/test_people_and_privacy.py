"""People come in, look after their own account, take everything with them and go: on the screens."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import HABIT, Caller, new_address, open_practice, sign_in, with_a_daily_habit
from tests.e2e.server import Waymark, plain_text
from tests.e2e.test_passkeys_in_chromium import Phone

Devices = Callable[..., Device]
LINK = re.compile(r"/invitation#\S+")


def test_whoever_is_invited_comes_in_by_typing_their_address(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada)
    desk = device(**DESK)
    desk.enter(sign_in(waymark, ada), "/people")
    desk.page.get_by_label("Name").fill(cleo.name)
    desk.page.get_by_label("Email").fill(cleo.email)
    desk.page.get_by_role("button", name="Send invitation").click()
    expect(desk.page.get_by_role("button", name="Send again: Cleo")).to_be_visible()
    link = LINK.search(plain_text(waymark.next_mail(cleo.email, 0)))
    assert link

    phone = device(**PHONE)
    page = phone.page
    phone.go(link[0])
    expect(page.get_by_role("heading", name="You are invited to Ada's practice")).to_be_visible()
    assert page.url == f"{waymark.url}/invitation"
    page.get_by_label("Your email address").fill("somebody.else@people.example")
    page.get_by_role("button", name="Accept the invitation").tap()
    expect(page.get_by_label("Your email address")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Your email address").fill(cleo.email)
    page.get_by_role("button", name="Accept the invitation").tap()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()

    phone.go(link[0])
    expect(page.get_by_role("heading", name="This invitation is no longer open")).to_be_visible()
    desk.go("/people")
    expect(desk.page.get_by_role("link", name="Cleo")).to_be_visible()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may also be at localhost, where browsers know passkeys."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_passkey_is_added_in_the_settings_and_signs_in(waymark: Waymark, page: Page):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    phone = Phone(page, waymark)
    phone.hold(sign_in(waymark, cleo))
    at = f"http://localhost:{waymark.port}"
    page.goto(f"{at}/settings/access")
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("button", name="Remove: My phone")).to_be_visible()

    page.goto(f"{at}/settings")
    phone.touches_the_authenticator(by_itself=False)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Email")).to_be_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    phone.touches_the_authenticator(by_itself=True)
    expect(page.get_by_role("navigation", name="Sections")).to_be_visible()


def test_a_coach_is_led_to_the_passkey_that_the_practice_asks_for(waymark: Waymark, page: Page):
    ada = new_address("Ada")
    open_practice(waymark, ada)
    coach = sign_in(waymark, ada)
    phone = Phone(page, waymark)
    phone.hold(coach)
    page.goto(f"http://localhost:{waymark.port}/caseload")
    expect(page.get_by_role("heading", name="Caseload")).to_be_visible()
    ask_for_passkeys(coach)
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="Your practice asks for a passkey")).to_be_visible()
    page.get_by_label("A name for it").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def ask_for_passkeys(owner: Caller) -> None:
    practice = owner("GET", "/practice")
    asked = owner("PATCH", "/practice", {"passkeys_required_of_coaches": True}, practice.etag)
    assert asked.status == 200, asked


def test_a_client_takes_a_copy_and_has_everything_erased(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    phone = device(**PHONE)
    phone.enter(client, "/privacy/data")
    page = phone.page
    page.get_by_role("button", name="Make a copy").tap()
    with page.expect_download(timeout=30_000) as waiting:
        page.get_by_role("link", name="Download").tap(timeout=30_000)
    with zipfile.ZipFile(waiting.value.path()) as copy:
        assert HABIT in json.dumps(json.loads(copy.read("export.json")))

    page.get_by_role("button", name="Erase…").tap()
    page.get_by_role("button", name="Now", exact=True).tap()
    erase = page.get_by_role("button", name="Erase everything now")
    expect(erase).to_be_disabled()
    page.get_by_label("I know that this cannot be undone").tap()
    erase.tap()
    expect(page.get_by_text("Everything of yours has been erased.")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("")
    assert client("GET", "/me").status == 401
    phone.go("/goals")
    expect(page.get_by_label("Email")).to_be_visible()
