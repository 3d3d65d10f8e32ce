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
    expect(page.get_by_role("heading", name="What Waymark is")).to_be_visible()

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
    # The page asks quietly at once, and waits. The authenticator looks for a touch when it is asked, not later.
    with page.expect_response("**/session/passkey-options"):
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Email", exact=True)).to_be_visible()
    page.wait_for_timeout(500)
    phone.touches_the_authenticator(by_itself=True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("navigation", name="Sections")).to_be_visible()


def test_a_coach_is_led_to_the_passkey_that_the_practice_asks_for(waymark: Waymark, page: Page):
    ada, bea = new_address("Ada"), new_address("Bea")
    open_practice(waymark, ada)
    waymark.commands(["practice", "add", bea.name, bea.email, "--owner", ada.email, "--role", "coach"])
    phone = Phone(page, waymark)
    coach = sign_in(waymark, bea)
    phone.hold(coach)
    page.goto(f"http://localhost:{waymark.port}/caseload")
    expect(page.get_by_role("heading", name="Caseload")).to_be_visible()
    ask_for_passkeys(sign_in(waymark, ada), page, waymark)
    phone.hold(coach)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", name="Your practice asks for a passkey")).to_be_visible()
    page.get_by_label("A name for it").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def ask_for_passkeys(owner: Caller, page: Page, waymark: Waymark) -> None:
    """The owner adds a passkey of their own in another window, and asks their coaches for one."""
    desk = Phone(page.context.new_page(), waymark)
    desk.hold(owner)
    assert desk.add("The owner's desk")["status"] == 201
    practice = owner("GET", "/practice")
    asked = owner("PATCH", "/practice", {"passkeys_required_of_coaches": True}, practice.etag)
    assert asked.status == 200, asked
    desk.page.close()


def test_a_client_takes_a_copy_and_has_everything_erased(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    phone = device(**PHONE)
    phone.enter(client, "/privacy/data")
    page = phone.page
    page.get_by_role("button", name="Make a copy").tap()
    with page.expect_download(timeout=30_000) as waiting:
        page.get_by_role("button", name="Download").tap(timeout=30_000)
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
    expect(page.get_by_label("Email", exact=True)).to_be_visible()


def test_what_is_not_shared_of_one_goal_is_not_what_the_coach_sees(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    [goal] = client.get("/goals")["items"]
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, f"/goals/{goal['id']}")
    expect(page.get_by_text("Your coach sees: numbers.")).to_be_visible()
    page.get_by_role("button", name="Change: What my coach sees of this goal").tap()
    page.get_by_label("Numbers and done-ness").select_option("Not shared")
    expect(page.get_by_text("Your coach sees its name and plan, nothing else.")).to_be_attached()

    phone.go(f"/privacy/coach-view/{goal['id']}")
    expect(page.get_by_role("article", name=HABIT).get_by_text("Nothing shared.").first).to_be_visible()
    desk = device(**DESK)
    desk.enter(sign_in(waymark, ada), f"/clients/{client.id}")
    expect(desk.page.get_by_role("article", name=HABIT).get_by_text("Nothing shared.").first).to_be_visible()
    desk.page.get_by_label("New note").fill("Asked for quiet.")
    desk.page.get_by_role("button", name="Keep note").click()
    expect(desk.page.get_by_text("Asked for quiet.").last).to_be_visible()
    phone.go("/privacy/who-sees")
    expect(page.get_by_text("Ada keeps 1 note.")).to_be_visible()


def test_somebody_of_two_practices_goes_over_with_a_new_address(waymark: Waymark, device: Devices):
    ada, bob, cleo = new_address("Ada"), new_address("Bob"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    open_practice(waymark, bob, cleo)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(sign_in(waymark, cleo), "/settings/access")
    later = new_address("Cleo.later")
    page.get_by_role("button", name="Change the address").tap()
    page.get_by_label("New address").fill(later.email)
    code = waymark.code_for(later.email, page.get_by_role("button", name="Send a code there").tap)
    page.get_by_label("6-digit code").fill(code)
    page.get_by_role("button", name="Change my address").tap()
    expect(page.get_by_text(f"Sign-in codes go to {later.email}.")).to_be_visible()

    phone.go("/settings")
    page.get_by_role("button", name="Open Bob's practice").or_(
        page.get_by_role("button", name="Open Ada's practice")
    ).tap()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    phone.go("/support")
    coach = page.get_by_role("region", name="My coach")
    expect(
        coach.get_by_role("heading", name="Bob").or_(coach.get_by_role("heading", name="Ada"))
    ).to_be_visible()


def test_a_key_for_a_program_is_shown_once_and_opens_what_it_says(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(sign_in(waymark, cleo), "/settings/tokens")
    page.get_by_role("button", name="Make a key").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is it for?").fill("My spreadsheet")
    dialog.get_by_role("button", name="Make a key").tap()
    key = page.locator(".secret").inner_text()
    asked = {"Authorization": f"Bearer {key}"}
    assert Caller(waymark)("GET", "/goals", headers=asked).status == 200
    page.get_by_role("button", name="I have kept it").tap()
    expect(page.get_by_text(key)).to_have_count(0)
    page.get_by_role("button", name="Revoke: My spreadsheet").tap()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").tap()
    expect(page.get_by_text("No keys yet.")).to_be_visible()
    assert Caller(waymark)("GET", "/goals", headers=asked).status == 401
