"""Nothing that was tapped is lost or doubled: without a server, without a network, without an answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    HABIT,
    Caller,
    check_ins_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark, wait_for
from tests.proofs import offline

ARRIVED_WITHIN_MS = 70_000
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
Devices = Callable[..., Device]


@pytest.fixture
def client(waymark: Waymark) -> Caller:
    """A client with one habit for every day."""
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    return with_a_daily_habit(sign_in(waymark, client), HABIT)


def test_a_check_in_made_while_the_server_is_down_is_one_row_once_it_is_back(
    waymark: Waymark, client: Caller, device: Devices
):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    phone.be_ready_for_no_network()

    with waymark.stopped():
        page.reload()
        expect(page.get_by_text("Offline · As of")).to_be_visible()
        page.get_by_role("button", name=f"Done: {HABIT}").tap()
        sheet = page.get_by_role("dialog", name="Saved: Done, today.")
        expect(sheet.get_by_text("Saved on this phone")).to_be_visible()
        sheet.get_by_role("button", name="Close").last.tap()
        expect(page.get_by_role("button", name="1 waiting")).to_be_visible()
        page.reload()
        expect(page.get_by_role("button", name="1 waiting")).to_be_visible()
        expect(page.get_by_role("region", name=HABIT).get_by_text("Saved on this phone")).to_be_visible()

    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden(timeout=ARRIVED_WITHIN_MS)
    [row] = check_ins_of(client)
    assert (row["outcome"], row["source"], row["happened_on"]) == ("done", "outbox", str(client.today))


def test_a_check_in_whose_answer_was_lost_is_sent_again_and_stays_one_row(client: Caller, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    answers: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        answers.append(answer.status)
        if len(answers) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    phone.context.route("**/api/v1/check-ins/*", lose_the_first_answer)
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    sheet = page.get_by_role("dialog", name="Saved: Done, today.")
    expect(sheet.get_by_text("Saved on this phone")).to_be_visible()
    expect(sheet.get_by_text("Synced")).to_be_visible(timeout=ARRIVED_WITHIN_MS)

    assert answers[0] == 201
    assert set(answers[1:]) <= {200}
    assert len(check_ins_of(client)) == 1


def test_a_phone_that_finds_its_network_again_sends_at_once(client: Caller, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Partly: {HABIT}")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("button", name=f"Partly: {HABIT}").tap()
    page.get_by_role("button", name="Time", exact=True).tap()
    page.get_by_role("button", name="Close").last.tap()
    expect(page.get_by_role("button", name="1 waiting")).to_be_visible()

    phone.context.set_offline(False)

    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden(timeout=5_000)
    [row] = check_ins_of(client)
    assert (row["outcome"], row["obstacles"]) == ("partly", ["time"])


def test_an_undo_without_a_network_leaves_no_row(client: Caller, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    expect(page.get_by_role("dialog").get_by_text("Synced")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("dialog").get_by_role("button", name="Undo").tap()
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    expect(page.get_by_role("button", name="1 waiting")).to_be_visible()

    phone.context.set_offline(False)

    wait_for(lambda: check_ins_of(client) == [], 10, "the check-in to be undone")
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()


def test_two_phones_lose_and_double_nothing_while_the_server_is_killed(waymark: Waymark, chromium: Browser):
    outcome = offline.play(chromium, waymark, offline.QUICK)
    assert outcome.is_good(offline.QUICK), outcome


def test_a_safari_tab_warns_while_something_waits(client: Caller, device: Devices):
    phone = device(**{**PHONE, "user_agent": IPHONE})
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    phone.context.set_offline(True)
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    page.get_by_role("button", name="Close").last.tap()
    page.get_by_role("button", name="1 waiting").tap()
    expect(page.get_by_text("Safari may clear this phone's storage")).to_be_visible()


def test_a_queue_that_is_full_is_not_signed_out_of_without_a_word(client: Caller, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    expect(page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    page.get_by_role("link", name="Settings").tap()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("link", name="Today").tap()
    phone.context.set_offline(True)
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    page.get_by_role("button", name="Close").last.tap()
    page.get_by_role("link", name="Settings").tap()
    page.get_by_role("button", name="Sign out").tap()
    warning = page.get_by_role("dialog", name="Some check-ins are not sent yet")
    expect(warning.get_by_text("1 check-in is only on this phone.")).to_be_visible()
    warning.get_by_role("button", name="Try to send first").tap()
    # Only now has the try ended: one that ended with the network back would sign out.
    expect(warning.get_by_text("It could not be sent just now.")).to_be_visible()
    expect(page.get_by_role("button", name="1 waiting")).to_be_visible()
    phone.context.set_offline(False)
    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden(timeout=10_000)
    assert len(check_ins_of(client)) == 1
