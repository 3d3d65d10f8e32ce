"""The inbox dealt with by key alone, a conversation that gets its day, and a client's page that keeps itself fresh."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.browser import DESK, Device
from tests.e2e.callers import (
    HABIT,
    TITLE,
    a_stuck_client,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

Devices = Callable[..., Device]
COME_BACK = "() => document.dispatchEvent(new Event('visibilitychange'))"


def test_a_conversation_gets_its_day_and_the_card_rests_until_then(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "metric")
    coach, client = stuck.coach, stuck.client
    desk = device(**DESK)
    desk.enter(coach, "/triage")
    page = desk.page
    card = page.get_by_role("article")
    expect(card).to_have_count(1)
    page.keyboard.press("1")
    sheet = page.get_by_role("dialog", name="Plan a conversation")
    page.keyboard.press("2")
    expect(sheet.get_by_label("Day", exact=True)).to_have_value(str(coach.today + timedelta(days=3)))
    sheet.get_by_label("Time").fill("10:30")
    sheet.get_by_label("Place").fill("The 2nd floor")
    sheet.get_by_role("button", name="Arrange").click()
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    [meeting] = client.get("/appointments")["items"]
    assert meeting["place"] == "The 2nd floor", "what is typed is no key"

    page.keyboard.press("u")
    expect(card).to_have_count(1)
    assert client.get("/appointments")["items"] == []

    starts_at = f"{coach.today + timedelta(days=2)}T09:00:00Z"
    arranged = {"client_id": client.id, "starts_at": starts_at, "minutes": 30}
    assert coach("POST", "/appointments", arranged).status == 201
    page.keyboard.press("1")
    expect(sheet.get_by_role("button", name="At your next appointment")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    assert len(client.get("/appointments")["items"]) == 1
    assert desk.noted.failed_loads == []


def test_the_sheets_of_the_inbox_take_single_keys_and_none_while_one_types(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "steps")
    draft = stuck.coach(
        "PUT", f"/suggestions/{stuck.draft['id']}/dismissal", {"reason": "Not now"},
        stuck.coach("GET", f"/suggestions/{stuck.draft['id']}").etag,
    )  # fmt: skip
    assert draft.status == 200
    desk = device(**DESK)
    desk.enter(stuck.coach, "/triage")
    page = desk.page
    card = page.get_by_role("article").filter(has_text=TITLE)
    expect(card).to_have_count(1)
    page.keyboard.press("3")
    sheet = page.get_by_role("dialog", name="Not a concern: why?")
    words = sheet.get_by_label("In your own words")
    page.keyboard.press("4")
    expect(words).to_have_value("We have talked about it")
    words.fill("")
    words.press_sequentially("12")
    expect(words).to_have_value("12")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)

    page.keyboard.press("3")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    page.keyboard.press("u")
    expect(card).to_have_count(1)
    page.keyboard.press("h")
    expect(page.get_by_role("dialog", name="Back on which day?")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    assert desk.noted.failed_loads == []


def test_the_help_of_keys_opens_in_sight_and_gives_the_focus_back(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "steps")
    desk = device(viewport={"width": 1280, "height": 400})
    desk.enter(stuck.coach, "/triage")
    page = desk.page
    summary, last = page.get_by_text("Keyboard", exact=True), page.get_by_text("undo, while it is offered")
    card = page.locator("#card-0")
    expect(card).to_be_visible()
    page.keyboard.press("j")
    expect(card).to_be_focused()
    for closing in ("?", "Escape"):
        page.keyboard.press("?")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport(ratio=1)
        expect(last).to_be_in_viewport(ratio=1)
        page.keyboard.press(closing)
        expect(last).to_be_hidden()
        expect(card).to_be_focused()
        expect(card).to_be_in_viewport()

    summary.click()
    page.keyboard.press("Escape")
    expect(last).to_be_hidden()
    expect(summary).to_be_focused()
    assert desk.noted.failed_loads == []


def test_a_clients_page_stays_fresh_under_what_is_being_written(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    [goal] = client.get("/goals")["items"]
    desk = device(**DESK)
    desk.enter(coach, f"/clients/{client.id}")
    page = desk.page
    expect(page.get_by_role("heading", name=HABIT)).to_be_visible()
    note = page.get_by_label("New note")
    note.fill("Ask about")
    said_partly = page.get_by_role("listitem").filter(has_text="Partly")
    expect(said_partly).to_have_count(0)

    said = {"goal_id": goal["id"], "happened_on": str(client.today), "outcome": "partly"}
    assert client("PUT", f"/check-ins/{uuid4()}", said).status == 201
    starts_at = f"{client.today + timedelta(days=1)}T09:00:00Z"
    arranged = {"client_id": client.id, "starts_at": starts_at, "minutes": 30, "place": "The library"}
    assert coach("POST", "/appointments", arranged).status == 201
    page.evaluate(COME_BACK)
    expect(page.get_by_text("The library")).to_be_visible()
    expect(said_partly).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_have_value("Ask about")
    assert desk.noted.failed_loads == []
