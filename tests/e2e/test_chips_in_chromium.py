"""A practice's own words for what was in the way: from its owner to a client's phone, without a network too."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import HABIT, check_ins_of, new_address, open_practice, sign_in, with_a_daily_habit
from tests.e2e.server import Waymark, wait_for

Devices = Callable[..., Device]


def test_an_owners_chip_is_chosen_offline_and_keeps_its_words(waymark: Waymark, device: Devices):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    owner, client = sign_in(waymark, ada), with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    desk = device(**DESK)
    desk.enter(owner, "/practice/chips")
    page = desk.page
    page.get_by_role("button", name="Hide: Money").click()
    page.get_by_role("button", name="Other words: Time").click()
    sheet = page.get_by_role("dialog", name="Other words for Time")
    sheet.get_by_label("Words (English)").fill("School run")
    sheet.get_by_role("button", name="Use these words").click()
    for _past in ("Time, which is hidden", "Unclear next step"):
        page.get_by_role("button", name="Move down: School run").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved yet.")).to_have_count(0)
    shown = [chip["code"] for chip in owner.get("/obstacle-chips")["chips"] if chip["state"] == "shown"]
    assert shown[0] == "next_step"
    assert shown[1].startswith("time-")
    assert not {"money", "time"} & set(shown)

    phone = device(**PHONE)
    phone.enter(client)
    expect(phone.page.get_by_role("button", name=f"Not this time: {HABIT}")).to_be_visible()
    phone.be_ready_for_no_network()
    with waymark.stopped():
        phone.page.reload()
        phone.page.get_by_role("button", name=f"Not this time: {HABIT}").tap()
        chips = phone.page.get_by_role("dialog").get_by_role("group", name="Anything in the way?")
        expect(chips.get_by_role("button", name="Money")).to_have_count(0)
        chips.get_by_role("button", name="School run").tap()
        expect(chips.get_by_role("button", name="School run", pressed=True)).to_be_visible()
    [told] = wait_for(
        lambda: [it for it in check_ins_of(client) if it["obstacles"]],
        70,
        "the check-in with what was in the way",
    )
    assert told["obstacles"] == [shown[1]]

    page.get_by_role("button", name="Other words: School run").click()
    again = page.get_by_role("dialog", name="Other words for School run")
    again.get_by_label("Words (English)").fill("Commute")
    again.get_by_role("button", name="Use these words").click()
    theirs = {"chips": [{"code": "worry", "kind": "worry", "shown": True}]}
    assert owner("PUT", "/obstacle-chips", theirs, owner("GET", "/obstacle-chips").etag).status == 200
    page.get_by_role("button", name="Save", exact=True).click()
    both = page.get_by_role("alert", name="Somebody changed this while you were writing")
    expect(both).to_contain_text("Commute")
    both.get_by_role("button", name="Take theirs").click()
    expect(page.get_by_role("button", name="Hide: Worry")).to_be_visible()
    [goal] = client.get("/goals")["items"]
    phone.go(f"/goals/{goal['id']}")
    expect(phone.page.get_by_role("listitem").filter(has_text="School run")).to_be_visible()
