"""Each screen of a client while it waits, when there is nothing, without a network, and when something went wrong."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    DEMO_COACH,
    HABIT,
    Caller,
    clients_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

Devices = Callable[..., Device]
REMEMBERED = ("/today", "/goals", "/insights")
ASKED_FOR = ("/settings", "/privacy", "/privacy/reads", "/providers", "/welcome/seen")
EMPTY = {
    "/today": "Nothing is due. A goal is a good place to begin.",
    "/goals": "No goals yet.",
    "/insights": "Too early for patterns.",
}


@pytest.fixture
def client(waymark: Waymark) -> Caller:
    """A client with one habit for every day."""
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    return sign_in(waymark, client)


def fail(route: Route) -> None:
    """Answer as a server does in which something broke."""
    route.fulfill(
        status=500, json={"title": "Broken", "status": 500}, content_type="application/problem+json"
    )


def without(page: Page, what: Callable[[Route], None]) -> None:
    """Let `what` answer everything but who one is."""
    page.route(lambda url: "/api/v1/" in url and not url.endswith("/session"), what)


def test_where_there_is_nothing_a_sentence_says_so(client: Caller, device: Devices):
    phone = device(**PHONE)
    for path, said in EMPTY.items():
        phone.enter(client, path)
        expect(phone.page.get_by_text(said).first).to_be_visible()


@pytest.mark.parametrize("path", [*REMEMBERED, *ASKED_FOR])
def test_what_broke_is_told_with_what_is_safe_and_a_way_to_try_again(
    client: Caller, device: Devices, path: str
):
    with_a_daily_habit(client, HABIT)
    phone = device(**PHONE)
    page = phone.page
    without(page, fail)
    phone.enter(client, path)
    expect(page.get_by_text("Something went wrong on our side.").first).to_be_visible()
    expect(page.get_by_text("Nothing you have saved is lost.").first).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Retry").first.tap()
    expect(page.get_by_text("Something went wrong on our side.")).to_have_count(0)


@pytest.mark.parametrize("path", REMEMBERED)
def test_without_a_network_the_phone_shows_what_it_remembers_and_since_when(
    client: Caller, device: Devices, path: str
):
    with_a_daily_habit(client, HABIT)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, path)
    expect(page.get_by_text(HABIT).first).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    phone.be_ready_for_no_network()
    phone.context.set_offline(True)
    page.reload()
    expect(page.get_by_text(HABIT).first).to_be_visible()
    expect(page.get_by_text("Offline · As of").first).to_be_visible()


def test_what_a_device_does_not_keep_it_says_so_and_what_it_keeps_it_shows_with_its_time(
    waymark: Waymark, device: Devices
):
    coach = sign_in(waymark, DEMO_COACH)
    offered = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == "offered")
    client = sign_in(waymark, next(it for it in clients_of(coach) if it.name == offered["client_name"]))
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client)
    kept = [*REMEMBERED, f"/goals/{offered['goal_id']}", "/providers", "/privacy/who-sees"]
    not_kept = [
        *("/settings", "/settings/access", "/settings/tokens", "/support", f"/suggestions/{offered['id']}"),
        *("/privacy", "/privacy/coach-view", f"/privacy/coach-view/{offered['goal_id']}", "/privacy/reads"),
        *("/privacy/data", "/welcome/seen", "/welcome/consents", "/welcome/reminders"),
    ]
    for path in [*kept, *not_kept]:
        phone.go(path)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        page.wait_for_load_state("networkidle")
    phone.be_ready_for_no_network()
    phone.context.set_offline(True)
    for path in kept:
        phone.go(path)
        expect(page.get_by_text("Offline · As of").first, path).to_be_visible()
    for path in not_kept:
        phone.go(path)
        expect(page.get_by_text("This is not kept on this device.").first, path).to_be_visible()
        expect(page.get_by_role("button", name="Retry").first, path).to_be_visible()
    for path in ("/support/guide", "/helplines", "/welcome/what"):
        phone.go(path)
        expect(page.locator("h1").first, path).to_be_visible()
        expect(page.get_by_text("This is not kept on this device."), path).to_have_count(0)


def test_a_slow_answer_shows_a_skeleton_and_a_quick_one_does_not(client: Caller, device: Devices):
    phone = device(**PHONE)
    page = phone.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/goals?*", hold)
    phone.enter(client, "/goals")
    expect(page.get_by_role("status", name="Loading")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_text("No goals yet.")).to_be_visible()
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)


def test_a_page_whose_code_cannot_be_fetched_can_be_tried_again(client: Caller, device: Devices):
    phone = device(**PHONE)
    # In a browser without service workers: one would have kept it.
    phone.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = phone.page
    phone.enter(client)
    page.route("**/assets/mine-*", lambda route: route.abort())
    page.get_by_role("link", name="Settings").tap()
    expect(page.get_by_text("Waymark could not be reached.")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Retry").tap()
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()


def test_a_goal_of_a_programme_says_so(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), sign_in(waymark, cleo)
    plan = {"cadence": {"every": "day", "times": 1}}
    template = coach(
        "POST", "/goal-templates", {"title": HABIT, "area": "own", "kind": "habit", "plan": plan}
    )
    assert template.status == 201, template
    steps = [{"template_id": template.body["id"], "release": "at_once"}]
    programme = coach("POST", "/programmes", {"title": "A first month", "steps": steps})
    assert programme.status == 201, programme
    begun = coach("POST", f"/programmes/{programme.body['id']}/enrolments", {"client_id": client.id})
    assert begun.status == 201, begun
    phone = device(**PHONE)
    phone.enter(client, "/goals")
    expect(phone.page.get_by_text("Step of the programme “A first month”, since")).to_be_visible()
    phone.page.get_by_role("link", name="Today").tap()
    expect(phone.page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
