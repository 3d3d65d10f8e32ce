"""A reply that waits is seen on the screens, leads to where it stands, and waits no longer once it was there."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import new_address, open_practice, set_goal, sign_in
from tests.e2e.server import Waymark, wait_for

Devices = Callable[..., Device]
TITLE = "Walk before lunch"
SAID = "What made the start easy?"


def test_the_client_sees_that_the_coach_replied_and_the_coach_that_the_client_did(
    waymark: Waymark, device: Devices
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), sign_in(waymark, cleo)
    goal = set_goal(coach, client, "habit", TITLE)
    desk, phone = device(**DESK), device(**PHONE)

    phone.enter(client)
    phone.page.get_by_role("button", name=f"Done: {TITLE}").tap()
    expect(phone.page.get_by_role("dialog").get_by_text("Synced")).to_be_visible()
    expect(replied_on_today(phone.page)).to_have_count(0)

    desk.enter(coach, f"/clients/{client.id}")
    desk.page.get_by_role("button", name="Reply: Done, Today").click()
    desk.page.get_by_label("Your reply").fill(SAID)
    with desk.page.expect_response(lambda answer: "/replies/" in answer.url and answer.status == 201):
        desk.page.get_by_role("button", name="Send").click()

    phone.page.get_by_role("dialog").get_by_role("button", name="Close").last.tap()
    # As somebody who takes up their phone again.
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(replied_on_today(phone.page)).to_be_visible()
    phone.page.get_by_role("link", name="Goals").tap()
    expect(phone.page.get_by_role("link", name=f"Your coach replied: {TITLE}")).to_be_visible()
    phone.page.get_by_role("link", name="Today").tap()
    replied_on_today(phone.page).get_by_role("link", name=TITLE).tap()
    reply = phone.page.get_by_role("region", name="Your coach replied").get_by_text(SAID)
    expect(reply).to_be_in_viewport()
    expect(phone.page.get_by_text(SAID)).to_have_count(1)

    phone.page.get_by_role("link", name="Today").tap()
    expect(phone.page.get_by_role("button", name=f"Edit check-in: {TITLE}")).to_be_visible()
    expect(replied_on_today(phone.page)).to_have_count(0)
    phone.page.reload()
    expect(phone.page.get_by_role("button", name=f"Edit check-in: {TITLE}")).to_be_visible()
    expect(replied_on_today(phone.page)).to_have_count(0)
    assert client.get("/today")["replies"] == []

    [said] = client.get(f"/goals/{goal['id']}/check-ins")["items"]
    answer = client("PUT", f"/check-ins/{said['id']}/replies/{uuid4()}", {"text": "Shoes by the door."})
    assert answer.status == 201
    desk.go("/caseload")
    expect(desk.page.get_by_role("link", name=f"New reply: {cleo.name}")).to_be_visible()
    desk.page.get_by_role("link", name="Triage").click()
    replies = desk.page.get_by_role("region", name="New replies")
    replies.get_by_role("link", name=f"{cleo.name}: {TITLE}").click()
    expect(replies.get_by_text("Shoes by the door.")).to_be_in_viewport()
    # Another one arrives while the first is on the screen.
    more = client("PUT", f"/check-ins/{said['id']}/replies/{uuid4()}", {"text": "And you asking."})
    assert more.status == 201
    desk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(replies.get_by_text("And you asking.")).to_be_visible()
    desk.page.get_by_role("link", name="Triage").click()
    # What the goal itself gives to look at, between one assessment and the next, is not asked here.
    expect(desk.page.get_by_text(re.compile("Nothing needs you today|to look at"))).to_be_visible()
    expect(replies).to_have_count(0)


def test_without_a_network_a_reply_waits_as_it_was_last_known_and_is_read_all_the_same(
    waymark: Waymark, device: Devices
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), sign_in(waymark, cleo)
    goal = set_goal(coach, client, "habit", TITLE)
    check_in, on = str(uuid4()), client.today - timedelta(days=1)
    said = {"goal_id": goal["id"], "happened_on": str(on), "outcome": "done"}
    assert client("PUT", f"/check-ins/{check_in}", said).status == 201
    assert coach("PUT", f"/check-ins/{check_in}/replies/{uuid4()}", {"text": SAID}).status == 201
    phone = device(**PHONE)
    with phone.page.expect_response(lambda answer: "unread=true" in answer.url):
        phone.enter(client)
    expect(replied_on_today(phone.page)).to_be_visible()
    phone.be_ready_for_no_network()
    wait_for(lambda: is_kept(phone.page, f"/goals/{goal['id']}/unread"), 10, "the reply to be on the phone")

    phone.context.set_offline(True)
    phone.page.reload()
    replied_on_today(phone.page).get_by_role("link", name=TITLE).tap()
    expect(phone.page.get_by_role("region", name="Your coach replied").get_by_text(SAID)).to_be_visible()
    phone.page.get_by_role("link", name="Today").tap()
    expect(phone.page.get_by_role("button", name=f"Done: {TITLE}")).to_be_visible()
    expect(replied_on_today(phone.page)).to_have_count(0)

    phone.context.set_offline(False)
    phone.page.get_by_role("link", name="Goals").tap()
    wait_for(lambda: client.get("/today")["replies"] == [], 10, "the server to know")
    expect(phone.page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(phone.page.get_by_text("Your coach replied")).to_have_count(0)


def replied_on_today(page: Page):
    """Give the card on Today that tells of replies."""
    return page.get_by_role("region", name="Your coach replied")


def is_kept(page: Page, path: str) -> bool:
    """Say whether the phone remembers that answer."""
    return page.evaluate(
        """(path) => new Promise((done) => {
          const opening = indexedDB.open("waymark");
          opening.onsuccess = () => {
            const all = opening.result.transaction("kept").objectStore("kept").getAllKeys();
            all.onsuccess = () => { opening.result.close(); done(all.result.some((key) => key.includes(path))); };
          };
        })""",
        path,
    )
