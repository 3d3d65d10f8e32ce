"""The same journey through the screens: the client on a phone, the coach at a desk."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.e2e.browser import DESK, PHONE, Device
from tests.e2e.callers import TITLE, a_stuck_client, new_address, open_practice, sign_in
from tests.e2e.server import Waymark, wait_for

HABIT = "Write the first page before mail"
OFFER = "You have put real work into this. Shall we talk about what else could carry you?"
Devices = Callable[..., Device]


def test_a_goal_set_at_the_desk_is_checked_in_on_the_phone_with_one_tap(waymark: Waymark, device: Devices):
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    desk, phone = device(**DESK), device(**PHONE)
    desk.go("/")
    phone.go("/")
    desk.sign_in(coach)
    phone.sign_in(client)
    cleo = sign_in(waymark, client)

    start_on = cleo.today - timedelta(days=20)
    the_coach_sets_a_daily_habit(desk.page, client.name, start_on.isoformat())
    the_client_agrees_to_be_asked_how_it_felt(phone.page)
    [goal] = cleo.get("/goals")["items"]
    check_ins = f"/goals/{goal['id']}/check-ins"

    phone.page.get_by_role("link", name="Today").tap()
    phone.page.get_by_role("button", name=f"Done: {HABIT}").tap()
    sheet = phone.page.get_by_role("dialog", name="Saved: Done, today.")
    expect(sheet.get_by_text("Synced")).to_be_visible()
    [first] = cleo.get(check_ins)["items"]
    assert (first["outcome"], first["felt"], first["happened_on"]) == ("done", None, str(cleo.today))

    sheet.get_by_role("button", name="Hard").tap()
    sheet.get_by_role("button", name="Running on empty").tap()
    sheet.get_by_role("button", name="Add a note").tap()
    sheet.get_by_label("Note").fill("Slept badly.")
    the_week_takes_three_taps(phone.page)
    sheet.get_by_role("button", name="Close").last.tap()
    expect(sheet).to_be_hidden()
    edited = wait_for(lambda: [it for it in cleo.get(check_ins)["items"] if it["note"]], 10, "the note")
    assert len(edited) == len(cleo.get(check_ins)["items"])
    assert edited[0] | {"logged_at": ""} == first | {
        "felt": "hard",
        "obstacles": ["exhaustion"],
        "note": "Slept badly.",
        "recorded_at": edited[0]["recorded_at"],
        "logged_at": "",
    }
    assert cleo.get("/today")["reflection"]["due"] is False

    yesterday = cleo.today - timedelta(days=1)
    the_day_before_is_added(phone.page, f"{yesterday:%A}")
    rows = wait_for(lambda: len(found := cleo.get(check_ins)["items"]) > 1 and found, 10, "yesterday")
    assert [(it["happened_on"], it["outcome"]) for it in rows] == [
        (str(cleo.today), "done"),
        (str(yesterday), "partly"),
    ]

    the_client_takes_a_break_and_comes_back(phone.page)
    wait_for(lambda: cleo.get("/skips")["items"] == [], 10, "the break to be over")
    assert phone.noted.failed_loads == desk.noted.failed_loads == []


def the_coach_sets_a_daily_habit(page: Page, client: str, start_on: str) -> None:
    page.get_by_role("link", name="Caseload").click()
    page.get_by_role("link", name=client).click()
    page.get_by_role("link", name="New goal").click()
    page.get_by_label("What do you want to move?").fill(HABIT)
    page.get_by_label("Area").select_option("Productivity")
    page.get_by_label("How many times?").fill("1")
    page.get_by_label("in a", exact=True).select_option("day")
    page.get_by_label("Starts").fill(start_on)
    page.get_by_label("Why it matters").fill("The first hour is mine.")
    page.get_by_label("If…").fill("it is 7:30")
    page.get_by_label("then I…").fill("write one page")
    page.get_by_role("button", name="Create goal").click()
    expect(page.get_by_role("article", name=HABIT)).to_be_visible()


def the_client_agrees_to_be_asked_how_it_felt(page: Page) -> None:
    page.get_by_role("link", name="Settings").tap()
    page.get_by_role("link", name="Privacy").tap()
    for name in ("Feelings and the weekly reflection", "Noticing patterns", "How it felt"):
        switch = page.get_by_role("switch", name=name)
        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            switch.tap()
        expect(switch).to_be_checked()


def the_week_takes_three_taps(page: Page) -> None:
    week = page.get_by_role("region", name="Your week in three taps")
    week.get_by_role("button", name="8", exact=True).tap()
    week.get_by_role("button", name="7", exact=True).tap()
    week.get_by_role("button", name="Yes").tap()
    expect(page.get_by_text("Thank you. That is the week.")).to_be_visible()


def the_day_before_is_added(page: Page, weekday: str) -> None:
    page.get_by_role("group", name="Last seven days").get_by_role("button", name=weekday).tap()
    page.get_by_role("button", name=f"Partly: {HABIT}").tap()
    sheet = page.get_by_role("dialog", name="Saved: Partly, yesterday.")
    sheet.get_by_role("button", name="Close").last.tap()
    page.get_by_role("button", name="Back to today").tap()
    expect(page.get_by_role("button", name=f"Edit check-in: {HABIT}")).to_be_visible()


def the_client_takes_a_break_and_comes_back(page: Page) -> None:
    page.get_by_role("button", name="Skip or pause").tap()
    sheet = page.get_by_role("dialog", name="Skip or pause")
    sheet.get_by_role("button", name="Holiday").tap()
    sheet.get_by_role("button", name="Until…").tap()
    with page.expect_response(lambda answer: "/skips/" in answer.url and answer.status == 201):
        sheet.get_by_role("button", name="Start the break").tap()
    expect(page.get_by_text("Enjoy the break.").first).to_be_visible()
    page.get_by_role("button", name="I am back").tap()
    expect(page.get_by_text("Good to see you. Nothing has piled up.")).to_be_visible()


def test_a_number_and_a_path_set_in_the_form_are_what_the_client_is_asked_about(
    waymark: Waymark, device: Devices
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), sign_in(waymark, cleo)
    desk, phone = device(**DESK), device(**PHONE)
    for kind, fill in (("Number", fill_in_a_number), ("Steps", fill_in_a_path)):
        desk.enter(coach, f"/clients/{client.id}/goals/new")
        desk.page.get_by_role("button", name=kind, exact=True).click()
        fill(desk.page)
        desk.page.get_by_role("button", name="Create goal").click()
        expect(desk.page.get_by_role("heading", name=cleo.name, level=1)).to_be_visible()

    phone.enter(client)
    number = phone.page.get_by_role("region", name="Weigh less")
    number.get_by_role("button", name="Less: Weigh less").tap()
    number.get_by_role("button", name="Save", exact=False).tap()
    sheet = phone.page.get_by_role("dialog", name="Saved: 91.9 kg, today.")
    expect(sheet.get_by_text("Synced")).to_be_visible()
    sheet.get_by_role("button", name="Close").last.tap()
    path = phone.page.get_by_role("region", name="Publish the paper")
    expect(path.get_by_text("Next: Outline")).to_be_visible()
    path.get_by_role("link", name="Publish the paper").tap()
    phone.page.get_by_role("button", name="Mark as reached: Outline").tap()
    phone.page.get_by_role("dialog").get_by_role("button", name="Reached").tap()
    expect(phone.page.get_by_role("button", name="Mark as reached: Outline")).to_have_count(0)
    expect(phone.page.get_by_role("button", name="Mark as reached: Draft")).to_be_visible()

    goals = {it["kind"]: it for it in client.get("/goals")["items"]}
    assert goals["metric"]["plan"]["direction"] == "down"
    [row] = client.get(f"/goals/{goals['metric']['id']}/check-ins")["items"]
    assert (row["value"], row["outcome"]) == (91.9, None)
    reached = [it["reached_on"] for it in goals["steps"]["milestones"]]
    assert reached == [str(client.today), None]


def fill_in_a_number(page: Page) -> None:
    page.get_by_label("What do you want to move?").fill("Weigh less")
    page.get_by_label("Now").fill("92")
    page.get_by_label("Target").fill("84,5")
    page.get_by_label("Unit").fill("kg")


def fill_in_a_path(page: Page) -> None:
    page.get_by_label("What do you want to move?").fill("Publish the paper")
    page.get_by_label("Milestone 1", exact=True).fill("Outline")
    page.get_by_role("button", name="Add a milestone").click()
    page.get_by_label("Milestone 2", exact=True).fill("Draft")


def test_a_draft_is_read_edited_offered_and_answered_on_the_screens(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "metric")
    desk, phone = device(**DESK), device(**PHONE)
    desk.enter(stuck.coach)
    phone.enter(stuck.client, "/support")
    expect(phone.page.get_by_role("heading", name=stuck.coach.me["name"])).to_be_visible()
    expect(phone.page.get_by_text("a thought to share")).to_have_count(0)

    the_caseload_shows_the_client_first(desk.page, stuck.client.me["name"])
    the_client_page_tells_the_evidence(desk.page, stuck.coach.get(f"/goals/{stuck.goal['id']}/stall"))
    the_coach_logs_what_is_tried(desk.page)
    desk.page.get_by_role("link", name="Open the draft").click()
    desk.page.get_by_label("What your client will read").fill(OFFER)
    desk.page.get_by_role("button", name="Offer to client").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Offer", exact=True).click()
    expect(desk.page.get_by_text("Offered, no answer yet")).to_be_visible()

    phone.page.get_by_role("link", name="Today").tap()
    expect(phone.page.get_by_role("link", name="Read it")).to_be_visible()
    phone.page.get_by_role("link", name="Support").tap()
    phone.page.get_by_role("link", name="Read it").tap()
    expect(phone.page.get_by_text(OFFER)).to_be_visible()
    expect(phone.page.get_by_text("This is not a diagnosis, and it is your choice.")).to_be_visible()
    expect(phone.page.get_by_text(stuck.draft["reasons"][0])).to_be_visible()
    phone.page.get_by_role("button", name="Talk with my coach").tap()
    expect(phone.page.get_by_text("Your answer: Talk with my coach.")).to_be_visible()

    phone.page.get_by_role("link", name="Support").tap()
    phone.page.get_by_role("link", name="Your answer: Talk with my coach.").tap()
    phone.page.get_by_role("button", name="Change my answer").tap()
    phone.page.get_by_role("button", name="I have support").tap()
    expect(phone.page.get_by_text("Your answer: I have support.")).to_be_visible()

    desk.page.reload()
    expect(desk.page.get_by_text("Their answer: I have support")).to_be_visible()
    assert phone.noted.failed_loads == desk.noted.failed_loads == []


def the_caseload_shows_the_client_first(page: Page, client: str) -> None:
    page.get_by_role("link", name="Caseload").click()
    first = page.get_by_role("row").nth(1)
    expect(first.get_by_role("rowheader", name=client)).to_be_visible()
    expect(first).to_contain_text("Worth a conversation")
    expect(first.get_by_role("link", name=f"Draft to look at: {client}")).to_be_visible()
    first.get_by_role("link", name=client, exact=True).click()


def the_client_page_tells_the_evidence(page: Page, stall: dict[str, list[dict[str, str]]]) -> None:
    goal = page.get_by_role("article", name=TITLE)
    holding = [sign["sentence"] for sign in stall["signs"] if sign["holds"]]
    assert holding
    for sentence in holding:
        expect(goal.get_by_text(sentence)).to_be_visible()


def the_coach_logs_what_is_tried(page: Page) -> None:
    page.get_by_role("button", name=f"Log what you try: {TITLE}").click()
    sheet = page.get_by_role("dialog", name="Log what you try")
    sheet.get_by_role("button", name="The surroundings").click()
    sheet.get_by_label("In a few words").fill("Mornings in the library")
    sheet.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("Mornings in the library · by the coach")).to_be_visible()


def test_a_dismissed_draft_never_reaches_the_client(waymark: Waymark, device: Devices):
    stuck = a_stuck_client(waymark, "habit")
    desk, phone = device(**DESK), device(**PHONE)
    desk.enter(stuck.coach, "/caseload")
    desk.page.get_by_role("link", name="Draft to look at").click()
    desk.page.get_by_role("button", name="Dismiss").click()
    sheet = desk.page.get_by_role("dialog", name="Dismiss this draft")
    sheet.get_by_role("button", name="We have talked about it").click()
    sheet.get_by_role("button", name="Dismiss").click()
    expect(desk.page.get_by_text("Dismissed: We have talked about it")).to_be_visible()

    desk.page.get_by_role("link", name="Caseload").click()
    expect(desk.page.get_by_role("row").nth(1)).to_contain_text(stuck.client.me["name"])
    expect(desk.page.get_by_role("link", name="Draft to look at")).to_have_count(0)
    phone.enter(stuck.client, "/support")
    expect(phone.page.get_by_role("heading", name=stuck.coach.me["name"])).to_be_visible()
    expect(phone.page.get_by_role("link", name="Read it")).to_have_count(0)
    assert stuck.client.get("/suggestions")["items"] == []
