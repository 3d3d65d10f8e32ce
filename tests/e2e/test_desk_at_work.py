"""A day at the desk: with a keyboard alone, with what is arranged and kept, beside somebody who writes the same."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import (
    HABIT,
    TITLE,
    Caller,
    a_stuck_client,
    new_address,
    open_practice,
    set_goal,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

MOST_TABS = 120
LOOKS_FOCUSED = """() => {
  const it = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(it);
  const { top, bottom } = it.getBoundingClientRect();
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight;
}"""
WATCH_FOR_SKELETONS = """() => {
  const look = () => { if (document.querySelector(".skeleton") !== null) window.flickered = true; };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""
COME_BACK = "() => document.dispatchEvent(new Event('visibilitychange'))"
Devices = Callable[..., Device]


def test_a_keyboard_alone_runs_the_desk(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "metric")
    name = stuck.client.me["name"]
    desk = device(**DESK)
    desk.enter(stuck.coach, "/triage")
    page = desk.page
    draft, stall = (
        page.get_by_role("heading", name="Support beside"),
        page.get_by_role("heading", name="Stalled"),
    )
    expect(draft).to_be_visible()

    page.keyboard.press("j")
    expect(page.locator("#card-0")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("w")
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    press(page, "button", "Undo")
    expect(draft).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_role("dialog", name="Back on which day?")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#card-0")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=f"Draft for {name}")).to_be_visible()
    press(page, "button", "Dismiss")
    press(page.get_by_role("dialog"), "button", "Not the right time")
    press(page.get_by_role("dialog"), "button", "Dismiss")
    expect(page.get_by_role("dialog")).to_have_count(0)
    press(page, "link", "Triage")
    expect(stall).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("3")
    press(page.get_by_role("dialog"), "button", "We have talked about it")
    press(page.get_by_role("dialog"), "button", "Not a concern")
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()

    press(page, "link", "Caseload")
    tab_to(page, "textbox", "Find a client")
    page.keyboard.type(name[:3].upper())
    expect(page.get_by_role("status").filter(has_text="1 of 2")).to_be_visible()
    press(page, "link", name)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    press(page, "button", f"Log what you try: {TITLE}")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    press(page, "link", "Brief")
    expect(page.get_by_role("heading", name=f"Brief: {name}")).to_be_visible()
    press(page, "link", "Settings")
    tab_to(page, "textbox", "Name")
    press(page, "link", "Practice")
    press(page, "link", "Messages and keeping")
    expect(page.get_by_role("heading", name="Deleted by itself")).to_be_visible()
    assert desk.noted.failed_loads == []


def test_an_appointment_a_template_and_a_programme_are_kept(waymark: Waymark, device: Devices):
    coach, client = a_pair(waymark)
    desk = device(**DESK)
    desk.enter(coach, "/templates")
    page = desk.page
    page.get_by_role("button", name="New template").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("What do you want to move?").fill("Read an hour")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Edit: Read an hour")).to_be_visible()
    page.get_by_role("button", name="New programme").click()
    sheet.get_by_label("Name of the programme").fill("First quarter")
    sheet.get_by_role("button", name="Add a step").click()
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_text("First quarter", exact=True)).to_be_visible()

    desk.go(f"/clients/{client.id}")
    page.get_by_role("button", name="Add appointment").click()
    sheet.get_by_label("Day").fill(str(client.today + timedelta(days=3)))
    sheet.get_by_label("Time").fill("10:30")
    sheet.get_by_label("Place").fill("The library")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The library")).to_be_visible()
    [meeting] = client.get("/appointments")["items"]
    assert (meeting["place"], meeting["minutes"]) == ("The library", 60)

    page.get_by_role("button", name="From a template").click()
    sheet.get_by_label("Template or programme").select_option(label="First quarter (programme)")
    sheet.get_by_role("button", name="Set this goal").click()
    expect(page.get_by_role("heading", name="Read an hour")).to_be_visible()
    page.get_by_role("button", name="End it: First quarter").click()
    asked = page.get_by_role("dialog", name="End “First quarter”?")
    asked.get_by_role("button", name="Cancel").click()
    [enrolment] = coach.get(f"/enrolments?client_id={client.id}")["items"]
    assert enrolment["ended_at"] is None
    page.get_by_role("button", name="End it: First quarter").click()
    asked.get_by_role("button", name="End it").click()
    expect(page.get_by_text("Not on a programme.")).to_be_visible()
    assert desk.noted.failed_loads == []


def test_the_desk_is_fresh_when_one_comes_back_and_does_not_flicker(waymark: Waymark, device: Devices):
    coach, client = a_pair(waymark)
    desk = device(**DESK)
    desk.enter(coach, "/caseload")
    page = desk.page
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=client.me["name"], exact=True))
    expect(row).to_contain_text("None yet")
    row.evaluate("it => { it.dataset.stays = 'yes'; }")
    page.evaluate(WATCH_FOR_SKELETONS)

    with_a_daily_habit(client, HABIT)
    [goal] = client.get("/goals")["items"]
    done = {"goal_id": goal["id"], "happened_on": str(client.today), "outcome": "done"}
    assert client("PUT", f"/check-ins/{uuid4()}", done).status == 201
    page.evaluate(COME_BACK)

    expect(row).to_contain_text("Today")
    assert row.evaluate("it => it.dataset.stays") == "yes"
    assert page.evaluate("() => window.flickered === undefined")
    # What cannot be read anew does not take away what is there.
    with waymark.stopped():
        page.evaluate(COME_BACK)
        expect(row).to_contain_text("Today")
    expect(row).to_contain_text("Today")


def test_who_saves_second_is_shown_both_and_nothing_is_lost(waymark: Waymark, device: Devices):
    coach, client = a_pair(waymark)
    goal = set_goal(coach, client, "steps", TITLE)
    where = f"/goals/{goal['id']}"
    phone = device(**PHONE)
    phone.enter(client, where)
    page = phone.page
    both = page.get_by_role("alert", name="Somebody changed this while you were writing")

    page.get_by_role("button", name="Edit name and words").click()
    why = page.get_by_label("Why it matters")
    why.fill("Zq mine")
    assert coach("PATCH", where, {"why": "Zq theirs"}, coach("GET", where).etag).status == 200
    page.get_by_role("button", name="Save").click()
    expect(both).to_contain_text("Zq mine")
    expect(both).to_contain_text("Zq theirs")
    both.get_by_role("button", name="Keep mine").click()
    expect(both).to_have_count(0)
    assert client.get(where)["why"] == "Zq mine"

    page.get_by_role("button", name="Edit name and words").click()
    why.fill("Zq later")
    assert coach("PATCH", where, {"priority": True}, coach("GET", where).etag).status == 200
    page.get_by_role("button", name="Save").click()
    expect(why).to_have_count(0)
    now = client.get(where)
    assert (now["why"], now["priority"]) == ("Zq later", True)

    page.get_by_role("button", name="Edit the path").click()
    page.get_by_role("button", name="Edit: Chapter 1").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Milestone", exact=True).fill("Zq my chapter")
    milestone = now["milestones"][0]
    put = f"{where}/milestones/{milestone['id']}"
    facts = {key: value for key, value in milestone.items() if key != "id"} | {"title": "Zq their chapter"}
    assert coach("PUT", put, facts).status == 200
    sheet.get_by_role("button", name="Save").click()
    expect(both).to_contain_text("Zq their chapter")
    both.get_by_role("button", name="Take theirs").click()
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_have_count(0)
    assert client.get(where)["milestones"][0]["title"] == "Zq their chapter"


def test_two_owners_do_not_overwrite_each_other(waymark: Waymark, device: Devices):
    owner, _ = a_pair(waymark)
    desk = device(**DESK)
    desk.enter(owner, "/practice")
    page = desk.page
    both = page.get_by_role("alert", name="Somebody changed this while you were writing")
    page.get_by_label("Name of the practice").fill("Zq mine")
    assert owner("PATCH", "/practice", {"name": "Zq theirs"}, owner("GET", "/practice").etag).status == 200
    page.get_by_role("button", name="Save").click()
    expect(both).to_contain_text("Zq theirs")
    both.get_by_role("button", name="Keep mine").click()
    expect(both).to_have_count(0)
    assert owner.get("/practice")["name"] == "Zq mine"

    listed = {"name": "Zq anybody", "contact": "0113 496 0000"}
    provider = owner("POST", "/providers", listed).body["id"]
    desk.go("/practice/providers")
    page.get_by_role("button", name="Edit Zq anybody").click()
    page.get_by_label("Region").fill("Zq north")
    read = owner("GET", f"/providers/{provider}")
    assert owner("PATCH", f"/providers/{provider}", {"region": "Zq south"}, read.etag).status == 200
    page.get_by_role("button", name="Save").click()
    expect(both).to_contain_text("Zq south")
    both.get_by_role("button", name="Take theirs").click()
    expect(page.get_by_label("Region")).to_have_value("Zq south")
    page.keyboard.press("Escape")

    desk.go("/practice/reminders")
    page.get_by_text("First reminder").click()
    page.get_by_label("Words: First reminder").fill("{goal}, mine?")
    texts = {"language": "en", "texts": {"first": "{goal}, theirs?"}}
    assert owner("PUT", "/nudge-texts", texts, owner("GET", "/nudge-texts").etag).status == 200
    page.get_by_role("button", name="Save").click()
    expect(both).to_contain_text("{goal}, theirs?")
    both.get_by_role("button", name="Keep mine").click()
    expect(both).to_have_count(0)
    used = {it["kind"]: it["text"] for it in owner.get("/nudge-texts")["items"]}
    assert used["first"] == "{goal}, mine?"


def a_pair(waymark: Waymark) -> tuple[Caller, Caller]:
    """A coach, who owns their practice, and their client."""
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    return sign_in(waymark, ada), sign_in(waymark, cleo)


def press(within: Page | object, role: str, name: str) -> None:
    """Tab to it, see that it looks focused, and press Enter."""
    page = tab_to(within, role, name)
    page.keyboard.press("Enter")


def tab_to(within: Page | object, role: str, name: str) -> Page:
    page: Page = within if isinstance(within, Page) else within.page  # type: ignore[attr-defined]
    wanted = within.get_by_role(role, name=name, exact=role == "button").first  # type: ignore[union-attr,attr-defined]
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("it => it === document.activeElement"):
            assert page.evaluate(LOOKS_FOCUSED), f"{role} {name} does not look focused"
            return page
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {name}")
