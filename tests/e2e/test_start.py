"""A start of the app: what the first page shows is asked for beside the question who is here, and once."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    DEMO_CLIENT,
    DEMO_COACH,
    Address,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

FIRST_HABIT, SECOND_HABIT = "Ring one old client", "Read ten pages"
Devices = Callable[..., Device]


@pytest.mark.parametrize(
    ("who", "path", "asked"),
    [
        (DEMO_CLIENT, "/today", {"today", "goals", "suggestions"}),
        (DEMO_CLIENT, "/goals", {"goals", "enrolments"}),
        (DEMO_CLIENT, "/insights", {"obstacle-chips", "insights"}),
        (DEMO_CLIENT, "/support", {"suggestions", "helplines"}),
        (DEMO_COACH, "/triage", {"triage"}),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_a_page_is_asked_for_beside_who_is_here_and_once(
    waymark: Waymark, device: Devices, who: Address, path: str, asked: set[str]
):
    phone = device(**PHONE)
    caller = sign_in(waymark, who)
    # Whoever reads another language than the device is shown the app anew, in theirs.
    caller("PATCH", "/me", {"language": phone.language})
    name, _, value = caller.cookie.partition("=")
    phone.context.add_cookies([{"name": name, "value": value, "url": waymark.url}])
    seen: list[Request] = []
    held: list[Route] = []

    def note(request: Request) -> None:
        seen.append(request)

    def hold(route: Route) -> None:
        held.append(route)

    phone.page.on("request", note)
    phone.page.route("**/api/v1/session", hold, times=1)

    phone.page.goto(waymark.url + path, wait_until="commit")
    # Nobody has been told who is here.
    for _ in range(100):
        if asked <= _answers(seen):
            break
        phone.page.wait_for_timeout(50)
    assert asked <= _answers(seen)

    _held_back(phone.page, held).continue_()
    expect(phone.page.locator(".foot")).to_be_visible()
    phone.page.wait_for_load_state("networkidle")
    times = Counter(it.url for it in seen)
    assert {url: n for url, n in times.items() if n > 1} == {}


def _held_back(page: Page, held: list[Route]) -> Route:
    """Give the question that is held back, once it has been asked."""
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    [route] = held
    return route


def _answers(seen: list[Request]) -> set[str]:
    return {it.url.partition("?")[0].rpartition("/")[2] for it in seen if "/api/" in it.url}


def test_what_was_asked_for_under_one_session_is_not_shown_under_the_next(waymark: Waymark, device: Devices):
    first, second = new_address("Fay"), new_address("Sol")
    open_practice(waymark, new_address("Ada"), first, second)
    ended = with_a_daily_habit(sign_in(waymark, first), FIRST_HABIT)
    with_a_daily_habit(sign_in(waymark, second), SECOND_HABIT)
    phone = device(**PHONE)
    page = phone.page
    name, _, value = ended.cookie.partition("=")
    phone.context.add_cookies([{"name": name, "value": value, "url": waymark.url}])
    # Their session ends between two requests of one start.
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/session", hold, times=1)
    with page.expect_response("**/api/v1/today") as answered:
        phone.go("/today")
    assert answered.value.status == 200
    _held_back(page, held).fulfill(status=204)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    # Answers that nobody reads hold no connection.
    page.wait_for_load_state("networkidle")

    phone.sign_in(second)

    expect(page.get_by_role("button", name=f"Done: {SECOND_HABIT}")).to_be_visible()
    expect(page.get_by_text(FIRST_HABIT)).to_have_count(0)
