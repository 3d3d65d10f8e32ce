"""A new client's first minutes, and the things of Today that are not check-ins."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import HABIT, Caller, new_address, open_practice, sign_in, with_a_daily_habit
from tests.e2e.server import Waymark, plain_text, wait_for
from tests.e2e.test_people_and_privacy import LINK

Devices = Callable[..., Device]


@pytest.fixture
def two(waymark: Waymark) -> tuple[Caller, Caller]:
    """A coach and a client."""
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    return sign_in(waymark, coach), sign_in(waymark, client)


def test_an_invitation_leads_through_five_steps_that_can_wait(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada)
    coach = sign_in(waymark, ada)
    invited = {"email": cleo.email, "name": cleo.name, "roles": ["client"], "coach_id": coach.id}
    assert coach("POST", "/invitations", invited).status == 201
    link = LINK.search(plain_text(waymark.next_mail(cleo.email, 0)))
    assert link
    phone = device(**PHONE)
    page = phone.page
    phone.go(link[0])
    page.get_by_label("Your email address").fill(cleo.email)
    page.get_by_role("button", name="Accept the invitation").tap()

    expect(page.get_by_role("heading", name="What Waymark is", level=1)).to_be_focused()
    expect(page.get_by_text("Step 1 of 5.")).to_be_visible()
    expect(page.get_by_text("A crisis service: nobody watches")).to_be_visible()
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_role("heading", name="What your coach sees", level=1)).to_be_focused()
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("switch", name="What was in the way").tap()
    page.get_by_role("button", name="Next").tap()
    for name in ("Feelings and the weekly reflection", "Noticing patterns"):
        expect(page.get_by_role("switch", name=name)).not_to_be_checked()

    page.get_by_role("button", name="Finish later").tap()
    expect(page.get_by_text("Your first steps wait at step 3 of 5.")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Go on").tap()
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("switch", name="Feelings and the weekly reflection").tap()
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_role("switch", name="Remind me")).to_be_visible()
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_role("heading", name="Install Waymark")).to_be_visible()
    page.get_by_role("button", name="Set a first goal").tap()
    expect(page.get_by_role("button", name="Create goal")).to_be_visible()
    page.get_by_role("link", name="Today").tap()
    expect(page.get_by_role("link", name="First steps")).to_be_visible()
    expect(page.get_by_text("Your first steps wait")).to_have_count(0)

    client = sign_in(waymark, cleo)
    assert client.get("/sharing")["obstacles"] is True
    agreed = client.get("/consents")
    assert (agreed["feelings"]["given"], agreed["patterns"]["given"]) == (True, False)


def test_today_tells_of_the_next_conversation_also_without_a_network(
    two: tuple[Caller, Caller], device: Devices
):
    coach, client = two
    starts_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    appointment = {"client_id": client.id, "starts_at": starts_at.isoformat(), "minutes": 50}
    appointment["place"] = "https://meet.example/ada"
    assert coach("POST", "/appointments", appointment).status == 201
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_text("Next conversation: tomorrow")).to_be_visible()
    expect(page.get_by_text("50 minutes")).to_be_visible()
    link = page.get_by_role("link", name="Open meet.example")
    assert link.get_attribute("href") == "https://meet.example/ada"
    phone.be_ready_for_no_network()
    phone.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Next conversation: tomorrow")).to_be_visible()


def test_who_comes_back_after_a_quiet_week_is_greeted_without_a_backlog(
    two: tuple[Caller, Caller], device: Devices
):
    _, client = two
    with_a_daily_habit(client, HABIT)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_text("Good to see you. Nothing has piled up.")).to_be_visible()
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    page.get_by_role("button", name="Close").last.tap()
    expect(page.get_by_text("Good to see you.")).to_have_count(0)


def test_every_wish_on_reminders_and_replies_is_kept(two: tuple[Caller, Caller], device: Devices):
    _, client = two
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, "/settings")
    expect(page.get_by_role("switch", name="Name no goal in messages")).to_be_checked()
    page.get_by_role("switch", name="Remind me").tap()
    page.get_by_label("Quiet from").fill("20:00")
    page.get_by_label("Quiet until").fill("09:15")
    page.get_by_label("Quiet until").blur()
    for name in (
        "Name no goal in messages",
        "Once more the next morning",
        "By email too",
        "A look back by email",
    ):
        page.get_by_role("switch", name=name).tap()
    page.get_by_role("switch", name="Tell me by email that somebody replied").tap()
    wanted = {
        "quiet_from": "20:00",
        "quiet_until": "09:15",
        "discreet": False,
        "follow_up": False,
        "look_back": True,
        "channels": ["push"],
    }

    def stands() -> bool:
        found = client.get("/nudge-preferences")
        return all(found[key] == value for key, value in wanted.items())

    wait_for(stands, 10, "the wishes")
    wait_for(lambda: client.get("/me")["told_of_replies"] is False, 10, "the wish on replies")
    page.reload()
    expect(page.get_by_role("switch", name="By email too")).not_to_be_checked()
    expect(page.get_by_label("Quiet from")).to_have_value("20:00")


def test_the_browser_asks_to_install_only_when_it_is_told_to(two: tuple[Caller, Caller], device: Devices):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(two[1], "/settings")
    for name in ("iPhone", "iPad", "Android", "Computer"):
        expect(page.get_by_text(name, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Install on this device")).to_have_count(0)
    # Chromium sends this to a profile that is not incognito; what follows from it is the app's.
    was_held = page.evaluate("""() => {
      const event = new Event("beforeinstallprompt", { cancelable: true });
      event.prompt = async () => { globalThis.asked = (globalThis.asked ?? 0) + 1; return { outcome: "dismissed" }; };
      return !dispatchEvent(event);
    }""")
    assert was_held
    page.get_by_role("button", name="Install on this device").tap()
    expect(page.get_by_role("button", name="Install on this device")).to_have_count(0)
    assert page.evaluate("globalThis.asked") == 1


def test_an_undelivered_entry_says_what_it_is_and_that_it_is_safe(
    two: tuple[Caller, Caller], device: Devices
):
    _, client = two
    with_a_daily_habit(client, HABIT)
    [goal] = client.get("/goals")["items"]
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    page.get_by_role("button", name="Close").last.tap()
    page.get_by_role("button", name="1 waiting").tap()
    sheet = page.get_by_role("dialog", name="1 waiting")
    expect(sheet.get_by_text(f"Check-in · {HABIT}")).to_be_visible()
    sheet.get_by_role("button", name="Close").tap()

    # What the server will not take stays on the phone, and says so.
    goal_is = client("GET", f"/goals/{goal['id']}")
    gone = client("PATCH", f"/goals/{goal['id']}", {"status": "let_go"}, goal_is.etag)
    assert gone.status == 200
    refusal = {"type": "about:blank", "title": "Not taken", "status": 422, "detail": "This goal was let go."}
    page.route("**/api/v1/check-ins/*", lambda route: route.fulfill(status=422, json=refusal))
    phone.context.set_offline(False)
    page.get_by_role("button", name="1 item was not accepted").tap()
    expect(page.get_by_role("heading", name=f"Check-in · {HABIT}")).to_be_visible()
    expect(page.get_by_text("This goal was let go.")).to_be_visible()
    expect(page.get_by_text("It is still on this phone.")).to_be_visible()
    page.get_by_role("button", name="Close").last.tap()

    page.get_by_role("link", name="Settings").tap()
    page.get_by_role("button", name="Sign out").tap()
    warning = page.get_by_role("dialog", name="Some check-ins are not sent yet")
    expect(warning.get_by_text("1 check-in is only on this phone.")).to_be_visible()
    page.unroute("**/api/v1/check-ins/*")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 item was not accepted").tap()
    page.get_by_role("button", name="Discard").tap()
    expect(page.get_by_role("button", name="1 item was not accepted")).to_have_count(0)
