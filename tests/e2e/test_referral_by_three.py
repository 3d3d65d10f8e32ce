"""A referral from the draft to the client's own request, by a coach, a client, and somebody who must see nothing."""

import time
from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import TITLE, Stuck, a_stuck_client
from tests.e2e.server import Waymark

OFFER = "Zqofferz: you have put real work into this. What else could carry you?"
REQUEST = "Zqrequestz: I would like to talk to somebody after all."
WHY_NOT = "Zqsetasidez"
PROVIDER = "Zqproviderz"
CANARIES = ("Zqofferz", "Zqrequestz", "Zqsetasidez", "Zqproviderz", "therap")
TWO_LOOKS_SECONDS = 12
"""Goals with news are looked at every five seconds, and drafts are written every five."""
Devices = Callable[..., Device]


def test_a_referral_goes_from_draft_to_answer_and_comes_back_when_the_client_asks(
    waymark: Waymark, device: Devices
):
    stuck = a_stuck_client(waymark, "metric")
    client_name = stuck.client.me["name"]
    desk, phone, other = device(**DESK), device(**PHONE), device(**PHONE)
    desk.enter(stuck.coach)
    phone.enter(stuck.client, "/support")
    other.enter(stuck.outsider, "/support")

    the_owner_lists_somebody(desk)
    the_coach_opens_the_draft_from_triage(desk.page, client_name)
    the_coach_sees_that_nobody_was_asked(desk.page)
    desk.page.get_by_role("button", name="Ask your client").click()
    expect(desk.page.get_by_text("No answer yet.")).to_be_visible()
    the_client_answers_what_is_in_the_way(phone)
    desk.page.reload()
    answers = desk.page.get_by_role("region", name="What is in the way?")
    expect(answers.get_by_text("In the way", exact=True)).to_be_visible()
    expect(answers.get_by_text("Not answered").first).to_be_visible()

    the_coach_edits_and_offers(desk.page)
    the_client_sees_options_and_says_not_now(phone)
    nothing_is_drafted_while_the_answer_stands(stuck)

    the_client_asks(phone, stuck.coach.me["name"])
    desk.go("/triage")
    card = desk.page.get_by_role("article", name="Asked about support beside coaching.")
    expect(card).to_contain_text(client_name)
    expect(card.get_by_role("button", name="Not a concern")).to_have_count(0)
    card.get_by_role("link", name="Answer it").click()
    expect(desk.page.get_by_role("heading", name=f"{client_name} asked for support")).to_be_visible()
    expect(desk.page.get_by_text(REQUEST)).to_be_visible()
    expect(desk.page.get_by_role("button", name="Dismiss")).to_have_count(0)

    the_others_see_nothing(stuck, other)
    told = [mail.as_string().lower() for mail in waymark.mails()]
    assert [word for word in CANARIES for mail in told if word.lower() in mail] == []
    assert phone.noted.failed_loads == desk.noted.failed_loads == []


def the_owner_lists_somebody(desk: Device) -> None:
    page = desk.page
    desk.go("/practice/providers")
    page.get_by_role("button", name="Add a therapist").click()
    sheet = page.get_by_role("dialog", name="Add a therapist")
    sheet.get_by_label("Name").fill(PROVIDER)
    sheet.get_by_label("Specialties").fill("Work, Change")
    sheet.get_by_label("How to reach them").fill("0113 496 0000")
    sheet.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name=f"Edit {PROVIDER}")).to_be_visible()


def the_coach_opens_the_draft_from_triage(page: Page, client: str) -> None:
    page.get_by_role("link", name="Triage").click()
    card = page.get_by_role("article").filter(has_text="Support beside coaching may help here.")
    expect(card).to_contain_text(client)
    expect(card).to_contain_text(TITLE)
    # Without a pointer: the first card, then the way into it.
    # A page that has just come takes the focus to its heading once, maybe after the key.
    for _ in range(5):
        page.keyboard.press("j")
        page.wait_for_timeout(300)
        if page.locator("#card-0").evaluate("it => it === document.activeElement"):
            break
    expect(page.locator("#card-0")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Draft for {client}")).to_be_visible()


def the_coach_sees_that_nobody_was_asked(page: Page) -> None:
    page.get_by_role("button", name="Offer to client").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text("You can go on without them")).to_be_visible()
    sheet.get_by_role("button", name="Not yet").click()


def the_client_answers_what_is_in_the_way(phone: Device) -> None:
    phone.page.reload()
    asked = phone.page.get_by_role("region", name="Your coach asks: what is in the way?")
    expect(asked.get_by_text("Your coach reads your answers.")).to_be_visible()
    expect(asked.get_by_text(f"About {TITLE}.")).to_be_visible()
    asked.get_by_role("group", name="Time").get_by_role("button", name="Fine").tap()
    asked.get_by_role("group", name="Wanting to").get_by_role("button", name="In the way").tap()
    asked.get_by_role("button", name="Send to my coach").tap()
    expect(phone.page.get_by_text("Sent. Your coach can read it now.")).to_be_visible()
    expect(asked).to_have_count(0)


def the_coach_edits_and_offers(page: Page) -> None:
    page.get_by_label("What your client will read").fill(OFFER)
    page.get_by_role("button", name="Offer to client").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text(OFFER)).to_be_visible()
    expect(sheet.get_by_text("You can go on without them")).to_have_count(0)
    sheet.get_by_role("button", name="Offer", exact=True).click()
    expect(page.get_by_text("Offered, no answer yet")).to_be_visible()
    page.get_by_role("checkbox", name=TITLE).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept.")).to_be_visible()


def the_client_sees_options_and_says_not_now(phone: Device) -> None:
    page = phone.page
    phone.go("/support")
    page.get_by_role("link", name="Read it").tap()
    expect(page.get_by_text(OFFER)).to_be_visible()
    page.get_by_role("button", name="See options").tap()
    page.get_by_role("link", name="See therapists your practice knows").tap()
    expect(page.get_by_role("heading", name=PROVIDER)).to_be_visible()
    page.get_by_label("Specialty").select_option("work")
    page.get_by_role("checkbox", name="Meets online").tap()
    expect(page.get_by_text("Nobody listed fits all of this.")).to_be_visible()
    page.go_back()
    kept = page.get_by_role("listitem").filter(has_text=TITLE)
    expect(kept).to_be_visible()
    page.get_by_role("button", name="Change my answer").tap()
    page.get_by_role("button", name="Not now").tap()
    expect(page.get_by_text("Your answer: Not now.")).to_be_visible()


def nothing_is_drafted_while_the_answer_stands(stuck: Stuck) -> None:
    """There is news, the level still holds, and for two looks nothing is drafted."""
    body = {"goal_id": stuck.goal["id"], "happened_on": str(stuck.client.today), "outcome": "not", "value": 2}
    assert stuck.client("PUT", f"/check-ins/{uuid4()}", body).status == 201
    until = time.monotonic() + TWO_LOOKS_SECONDS
    while time.monotonic() < until:
        states = [it["state"] for it in stuck.coach.get(f"/suggestions?client_id={stuck.client.id}")["items"]]
        assert states == ["answered"]
        time.sleep(1)
    assert stuck.coach.get(f"/goals/{stuck.goal['id']}/stall")["level"] == "consider_support"


def the_client_asks(phone: Device, coach: str) -> None:
    page = phone.page
    phone.go("/support/guide")
    page.get_by_label("In your own words").fill(REQUEST)
    page.get_by_role("button", name="Share with my coach").tap()
    sheet = page.get_by_role("dialog", name="Ask my coach for support")
    expect(sheet.get_by_text(f"{coach} reads this, in the app.")).to_be_visible()
    expect(sheet.get_by_role("link", name="If you need help right now")).to_be_visible()
    sheet.get_by_role("button", name="Ask", exact=True).tap()
    request = page.get_by_role("region", name="You asked for support")
    expect(request.get_by_text(REQUEST)).to_be_visible()
    expect(page.get_by_role("button", name="Ask my coach for support")).to_have_count(0)


def the_others_see_nothing(stuck: Stuck, other: Device) -> None:
    """Nothing of it stands on the pages of another client of the same coach, nor behind its address."""
    page = other.page
    for path in ("/today", "/support", "/goals", f"/suggestions/{stuck.draft['id']}"):
        other.go(path)
        expect(page.get_by_role("heading", level=1).or_(page.get_by_role("alert")).first).to_be_visible()
        said = page.locator("main").inner_text()
        assert [
            word for word in ("Zqofferz", "Zqrequestz", TITLE, "thought from your coach") if word in said
        ] == []
    assert stuck.outsider.get("/suggestions")["items"] == []
    assert stuck.outsider("GET", f"/suggestions/{stuck.draft['id']}").status == 404
    assert stuck.outsider("GET", f"/obstacle-pulses?client_id={stuck.client.id}").status == 404


def test_a_card_is_set_aside_put_off_and_taken_up_again(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "habit")
    etag = stuck.coach("GET", f"/suggestions/{stuck.draft['id']}").etag
    path = f"/suggestions/{stuck.draft['id']}/dismissal"
    assert stuck.coach("PUT", path, {"reason": "Not the right time"}, etag).status == 200
    desk = device(**DESK)
    desk.enter(stuck.coach, "/triage")
    page = desk.page
    card = page.get_by_role("article").filter(has_text=TITLE)
    expect(card.get_by_role("heading", name="Stalled, and it has felt heavy.")).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("3")
    sheet = page.get_by_role("dialog", name="Not a concern: why?")
    sheet.get_by_label("In your own words").fill(WHY_NOT)
    sheet.get_by_role("button", name="Not a concern").click()
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    [episode, *_] = stuck.coach.get(f"/stall-episodes?goal_id={stuck.goal['id']}")["items"]
    assert (episode["verdict"], episode["verdict_reason"]) == ("not_a_concern", WHY_NOT)
    assert WHY_NOT not in str(stuck.client.get(f"/stall-episodes?goal_id={stuck.goal['id']}"))

    page.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible()
    page.keyboard.press("h")
    page.get_by_role("dialog").get_by_role("button", name="In a week").click()
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    card.get_by_role("button", name="Plan a conversation").click()
    page.get_by_role("dialog").get_by_role("button", name="Without an appointment").click()
    expect(page.get_by_text("Nothing needs you today.")).to_be_visible()
    assert desk.noted.failed_loads == []


def test_single_keys_can_be_turned_off(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "steps")
    desk = device(**DESK)
    desk.enter(stuck.coach, "/triage")
    page = desk.page
    page.get_by_text("Keyboard", exact=True).click()
    page.get_by_role("switch", name="Use single keys on this page").click()
    page.keyboard.press("h")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("article")).to_have_count(1)
    page.keyboard.press("h")
    expect(page.get_by_role("dialog")).to_have_count(0)
