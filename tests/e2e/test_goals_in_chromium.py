"""What a client does with a goal on the screens: plans it anew, walks its path, hears and answers, ends it."""

import re
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
    agree_to_everything,
    check_ins_of,
    new_address,
    open_practice,
    set_goal,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark, wait_for

Devices = Callable[..., Device]


@pytest.fixture
def two(waymark: Waymark) -> tuple[Caller, Caller]:
    """A coach, and a client who shares all but notes."""
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    both = sign_in(waymark, coach), sign_in(waymark, client)
    agree_to_everything(both[1])
    return both


def log(client: Caller, goal: str, days_ago: int, **facts: object) -> str:
    """The client checked in some days ago; gives the check-in's id."""
    check_in, on = str(uuid4()), str(client.today - timedelta(days=days_ago))
    body = {"goal_id": goal, "happened_on": on, "outcome": "done", **facts}
    assert client("PUT", f"/check-ins/{check_in}", body).status == 201
    return check_in


def test_a_number_gets_a_new_target_and_the_old_plan_stays_on_the_chart(
    two: tuple[Caller, Caller], device: Devices
):
    coach, client = two
    goal = set_goal(coach, client, "metric", TITLE)
    for week in range(6, 0, -1):
        log(client, goal["id"], 7 * week, value=40 - 5 * week)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, f"/goals/{goal['id']}")
    page.get_by_role("button", name="Change the plan").tap()
    sheet = page.get_by_role("dialog", name="Change the plan")
    expect(sheet.get_by_text("This is the plan as it stands.")).to_be_visible()
    expect(sheet.get_by_role("button", name="Follow the new plan")).to_be_disabled()
    sheet.get_by_label("Target").fill("80")
    sheet.get_by_role("button", name="Follow the new plan").tap()

    expect(sheet).to_be_hidden()
    seen = client.get(f"/goals/{goal['id']}")
    assert (seen["plan"]["target_value"], seen["plan"]["start_value"]) == (80, 35)
    progress = client.get(f"/goals/{goal['id']}/progress")
    assert [it["on"] for it in progress["replans"]] == [str(client.today)]
    plot = page.get_by_role("img").first
    expect(plot).to_be_visible()
    expect(page.get_by_text(re.compile("plan changed|new plan", re.IGNORECASE)).first).to_be_visible()


def test_a_path_is_reordered_written_and_walked(two: tuple[Caller, Caller], device: Devices):
    coach, client = two
    goal = set_goal(coach, client, "steps", TITLE)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, f"/goals/{goal['id']}")

    def titles() -> list[str]:
        found = client.get(f"/goals/{goal['id']}")["milestones"]
        return [it["title"] for it in sorted(found, key=lambda it: it["position"])]

    page.get_by_role("button", name="Edit the path").tap()
    expect(page.get_by_role("button", name="Move up: Chapter 1")).to_be_disabled()
    page.get_by_role("button", name="Move down: Chapter 1").tap()
    expect(page.get_by_text("Chapter 1 is now 2 of 5.")).to_be_attached()
    expect(page.get_by_role("button", name="Move down: Chapter 1")).to_be_focused()
    assert titles() == ["Chapter 2", "Chapter 1", "Chapter 3", "Chapter 4", "Chapter 5"]
    page.get_by_role("button", name="Move up: Chapter 1").tap()
    # At the top there is no further up: the focus goes to the neighbour, not to the page's start.
    expect(page.get_by_role("button", name="Move down: Chapter 1")).to_be_focused()

    page.get_by_role("button", name="Add a milestone").tap()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("A few words say what is reached.")).to_be_visible()
    page.get_by_label("Milestone", exact=True).fill("Afterword")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Edit: Chapter 5").tap()
    page.get_by_role("button", name="Remove").tap()
    expect(page.get_by_role("dialog", name="Remove “Chapter 5”?")).to_be_visible()
    page.get_by_role("button", name="Remove").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait_for(lambda: titles()[-1] == "Afterword" and len(titles()) == 5, 10, "the path")

    page.get_by_role("button", name="Done editing").tap()
    page.get_by_role("button", name=re.compile("Chapter 1")).tap()
    page.get_by_label("What made it work?").fill("An hour before mail")
    page.get_by_role("dialog").get_by_role("button", name="Reached").tap()
    expect(page.get_by_text("An hour before mail")).to_be_visible()
    expect(page.get_by_text("Next: Chapter 2")).to_be_visible()
    first = next(it for it in client.get(f"/goals/{goal['id']}")["milestones"] if it["position"] == 0)
    assert (first["reached_on"], first["what_worked"]) == (str(client.today), "An hour before mail")


def test_coach_and_client_answer_each_other_on_a_check_in_also_without_a_network(
    two: tuple[Caller, Caller], device: Devices
):
    coach, client = two
    with_a_daily_habit(client, HABIT)
    [goal] = client.get("/goals")["items"]
    check_in = log(client, goal["id"], 1)
    path = f"/check-ins/{check_in}/replies/{uuid4()}"
    assert coach("PUT", path, {"text": "What made the start easy?"}).status == 201
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, f"/goals/{goal['id']}")
    expect(page.get_by_text("What made the start easy?")).to_be_visible()
    phone.be_ready_for_no_network()

    phone.context.set_offline(True)
    page.get_by_role("button", name="Reply: Done, Yesterday").tap()
    page.get_by_label("Your reply").fill("Shoes by the door.")
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Shoes by the door.")).to_be_visible()
    expect(page.get_by_text(re.compile("You · Today · Saved on this phone"))).to_be_visible()
    phone.context.set_offline(False)
    expect(page.get_by_text(re.compile("You · Today$"))).to_be_visible(timeout=10_000)

    page.get_by_role("button", name="Edit your reply").tap()
    page.get_by_label("Your reply").fill("Shoes by the door, and you asking.")
    page.get_by_role("button", name="Send").tap()
    desk = device(**DESK)
    [row] = check_ins_of(client)

    def texts() -> list[str]:
        [row] = coach.get(f"/goals/{goal['id']}/check-ins")["items"]
        return [it["text"] for it in row["replies"]]

    wait_for(lambda: texts()[-1] == "Shoes by the door, and you asking.", 10, "the edit")
    assert len(texts()) == 2
    assert row["id"] == check_in
    desk.enter(coach, f"/clients/{client.id}")
    expect(desk.page.get_by_text("Shoes by the door, and you asking.").first).to_be_visible()


def test_a_goal_is_let_go_with_a_reason_and_taken_up_again(two: tuple[Caller, Caller], device: Devices):
    _, client = two
    with_a_daily_habit(client, HABIT)
    [goal] = client.get("/goals")["items"]
    desk = device(**DESK)
    page = desk.page
    desk.enter(client, f"/goals/{goal['id']}")
    page.get_by_role("button", name="Edit name and words").click()
    page.get_by_label("Why it matters").fill("The afternoon is mine then.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The afternoon is mine then.")).to_be_visible()

    page.get_by_role("button", name="Let it go").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("textbox").fill("It did what it should.")
    sheet.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("It did what it should.")).to_be_visible()
    assert client.get(f"/goals/{goal['id']}")["status"] == "let_go"
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_role("button", name="Let it go")).to_be_visible()
    page.get_by_role("button", name="Mark as achieved").click()
    page.get_by_role("dialog").get_by_role("button", name="Mark as achieved").click()
    wait_for(lambda: client.get(f"/goals/{goal['id']}")["status"] == "achieved", 10, "the end")


def test_a_pause_of_a_goal_is_a_gap_and_not_a_miss(two: tuple[Caller, Caller], device: Devices):
    _, client = two
    with_a_daily_habit(client, HABIT)
    [goal] = client.get("/goals")["items"]
    for days_ago in range(20, 1, -1):
        log(client, goal["id"], days_ago)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, f"/goals/{goal['id']}")
    page.get_by_role("button", name="Pause this goal").tap()
    page.get_by_role("button", name="Ill").tap()
    page.get_by_role("button", name="Start the break").tap()
    wait_for(lambda: client.get("/skips")["items"], 10, "the break")
    [skip] = client.get("/skips")["items"]
    assert (skip["goal_id"], skip["reason"], skip["until_on"]) == (goal["id"], "ill", str(client.today))
    progress = client.get(f"/goals/{goal['id']}/progress")
    assert progress["calendar"][-1]["state"] == "excused"


def test_insights_say_what_the_weeks_show_in_words_plots_and_tables(
    two: tuple[Caller, Caller], device: Devices
):
    coach, client = two
    goal = set_goal(coach, client, "habit", HABIT)
    monday = client.today - timedelta(days=client.today.weekday())
    since_monday = (client.today - monday).days
    for week in range(12, 0, -1):
        for day, felt in ((0, "good"), (2, "hard"), (4, "good")):
            facts = {"felt": felt} | ({"outcome": "partly", "obstacles": ["time"]} if felt == "hard" else {})
            log(client, goal["id"], since_monday + 7 * week - day, **facts)
    phone = device(**PHONE)
    page = phone.page
    phone.enter(client, "/insights")
    expect(page.get_by_text("Too early for patterns.")).to_have_count(0)
    feel = page.get_by_role("img", name="How it felt")
    expect(feel).to_be_visible()
    expect(page.get_by_role("paragraph").filter(has_text="Most often Good")).to_be_visible()
    expect(page.get_by_role("paragraph").filter(has_text="Named most often: Time")).to_be_visible()
    bars = page.get_by_role("img", name="What was in the way")
    assert "Time" in str(bars.locator("desc").text_content())
    assert "Good" in str(feel.locator("desc").text_content())
    for i in range(3):
        page.get_by_text("Show as a table").nth(i).tap()
    expect(page.get_by_role("cell", name="Time")).to_be_visible()
    expect(page.get_by_role("cell", name="Hard").first).to_be_visible()


def test_early_insights_make_no_pattern(two: tuple[Caller, Caller], device: Devices):
    _, client = two
    with_a_daily_habit(client, HABIT)
    page = open_insights(device(**PHONE), client)
    expect(page.get_by_text("Too early for patterns.").first).to_be_visible()
    expect(page.get_by_role("img", name="How it felt")).to_have_count(0)


def open_insights(phone: Device, client: Caller) -> Page:
    phone.enter(client, "/insights")
    return phone.page
