"""Walks through every screen and sheet, for each kind of person; a name is given once a screen stands."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.browser import Device
from tests.e2e.callers import (
    DEMO_CLIENT,
    DEMO_COACH,
    DEMO_OWNER,
    HABIT,
    Address,
    Caller,
    clients_of,
    new_address,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import plain_text

LISTED = {
    "name": "Dr. Amara Osei",
    "specialties": ["Work", "Change"],
    "contact": "0113 496 0000",
    "remote": True,
    "accepting": True,
    "url": "https://amara.example",
}
LINK = re.compile(r"/invitation#\S+")
Walk = Callable[[Device], Iterator[str]]


def signed_out(device: Device) -> Iterator[str]:
    """Walk through what is there before anybody has signed in."""
    page = device.page
    device.go("/")
    expect(page.get_by_label("Email")).to_be_visible()
    yield "sign in"
    page.get_by_label("Email").fill("nobody@people.example")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("6-digit code")).to_be_visible()
    yield "code"
    device.go("/helplines")
    expect(page.get_by_role("link", name="Call 112").first).to_be_visible()
    yield "crisis help"


def as_client(device: Device) -> Iterator[str]:
    """Walk through every screen and sheet of a client to whom something was offered."""
    page, waymark = device.page, device.waymark
    coach = sign_in(waymark, DEMO_COACH)
    offered = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == "offered")
    client = sign_in(waymark, address_of(coach, offered["client_name"]))
    agreed = client.get("/consents")
    client("PUT", "/consents", {"feelings": True, "patterns": agreed["patterns"]["given"]})
    with_a_daily_habit(client, HABIT)
    asked = {"client_id": client.id, "goal_id": None, "answers": None}
    assert coach("PUT", f"/obstacle-pulses/{uuid4()}", asked).status == 201
    assert sign_in(waymark, DEMO_OWNER)("POST", "/providers", LISTED).status == 201
    device.enter(client)
    expect(page.get_by_role("button", name=f"Partly: {HABIT}")).to_be_visible()
    expect(page.get_by_role("link", name="Read it")).to_be_visible()
    yield "today"
    page.get_by_role("button", name=f"Partly: {HABIT}").click()
    page.get_by_role("button", name="Heavy").click()
    page.get_by_role("button", name="Add a note").click()
    expect(page.get_by_role("dialog").get_by_text("Anything in the way?")).to_be_visible()
    yield "check-in"
    page.get_by_role("dialog").get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Skip or pause").click()
    page.get_by_role("button", name="Until…").click()
    yield "pause"
    yield from pages(
        device,
        ("/goals", page.get_by_role("link", name=HABIT)),
        ("/insights", page.get_by_text("Too early for patterns.").first),
        ("/support", page.get_by_role("link", name="Read it")),
        ("/support/guide", page.get_by_role("button", name="Share with my coach")),
        ("/providers", page.get_by_role("heading", name=LISTED["name"])),
        (f"/suggestions/{offered['id']}", page.get_by_role("button", name="Not now")),
        ("/settings", page.get_by_role("button", name="Sign out")),
        ("/goals/new", page.get_by_role("button", name="Create goal")),
    )
    page.get_by_role("button", name="Create goal").click()
    for kind in ("Number", "Steps"):
        page.get_by_role("button", name=kind, exact=True).click()
        yield f"new goal, {kind}"
    goals = client.get("/goals?limit=100")["items"]
    for kind in ("habit", "metric", "steps"):
        goal = next((it for it in goals if it["kind"] == kind and it["title"] != HABIT), None)
        if goal is not None:
            yield from pages(device, (f"/goals/{goal['id']}", page.get_by_role("button", name="Let it go")))
    yield from pages(device, ("/nowhere", page.get_by_text("There is no page here.")))


def as_thriving_client(device: Device) -> Iterator[str]:
    """Walk through the pages of the client whose goal goes well."""
    page = device.page
    client = sign_in(device.waymark, DEMO_CLIENT)
    device.enter(client)
    goal = client.get("/goals")["items"][0]
    yield from pages(
        device,
        ("/today", page.get_by_role("group", name="Last seven days")),
        ("/insights", page.get_by_role("link", name=goal["title"]).first),
        (f"/goals/{goal['id']}", page.get_by_role("button", name="Let it go")),
    )


def as_coach(device: Device) -> Iterator[str]:
    """Walk through every screen and sheet of a coach."""
    page = device.page
    coach = sign_in(device.waymark, DEMO_COACH)
    device.enter(coach)
    draft = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == "drafted")
    yield from pages(
        device,
        ("/triage", page.get_by_role("article").first),
        ("/caseload", page.get_by_role("link", name=draft["client_name"], exact=True)),
        (f"/suggestions/{draft['id']}", page.get_by_role("button", name="Offer to client")),
    )
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "dismissal"
    yield from pages(
        device,
        (f"/clients/{draft['client_id']}/goals/new", page.get_by_role("button", name="Create goal")),
        (f"/clients/{draft['client_id']}", page.get_by_text("What holds").first),
    )
    page.get_by_role("button", name="Add appointment").click()
    expect(page.get_by_role("dialog", name="Add appointment")).to_be_visible()
    yield "a new appointment"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="From a template").click()
    expect(page.get_by_role("dialog", name="From a template")).to_be_visible()
    yield "from a template"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Log what you try").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "what is tried"
    expect(page.get_by_role("heading", name="Your private notes")).to_be_visible()
    page.keyboard.press("Escape")
    yield from pages(
        device,
        (f"/clients/{draft['client_id']}/brief", page.get_by_role("button", name="Print")),
        ("/templates", page.get_by_role("button", name="New template")),
    )
    page.get_by_role("button", name="New template").click()
    page.get_by_role("button", name="Steps", exact=True).click()
    expect(page.get_by_label("Milestone 1", exact=True)).to_be_visible()
    yield "a new template"
    device.go("/triage")
    expect(page.get_by_role("article").first).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "put off"
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "set aside"
    offered = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["offered_at"])
    yield from pages(
        device, (f"/suggestions/{offered['id']}", page.get_by_text("Goals that stay in coaching"))
    )


def through_ones_own_account(device: Device) -> Iterator[str]:
    """Walk through what a client can see and change of their account and their privacy."""
    page = device.page
    client = sign_in(device.waymark, DEMO_CLIENT)
    device.enter(client)
    goal = client.get("/goals")["items"][0]
    sign_in(device.waymark, DEMO_COACH).get(f"/goals/{goal['id']}/progress")
    yield from pages(
        device,
        ("/settings/access", page.get_by_text("this one")),
        ("/settings/tokens", page.get_by_text("No keys yet.")),
    )
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "a new key"
    yield from pages(
        device,
        ("/privacy", page.get_by_role("switch", name="Noticing patterns")),
        ("/privacy/coach-view", page.get_by_role("link", name=goal["title"])),
        (f"/privacy/coach-view/{goal['id']}", page.get_by_role("article", name=goal["title"])),
        ("/privacy/who-sees", page.get_by_text("What we do not claim")),
        ("/privacy/reads", page.get_by_text("in Waymark").first),
        ("/privacy/data", page.get_by_role("button", name="Make a copy")),
    )
    page.get_by_text("Bring a copy in").click()
    page.get_by_role("button", name="Erase…").click()
    page.get_by_role("button", name="Now", exact=True).click()
    expect(page.get_by_text("I know that this cannot be undone")).to_be_visible()
    yield "erasure"
    device.go(f"/goals/{goal['id']}")
    page.get_by_role("button", name="Change: What my coach sees of this goal").click()
    expect(page.get_by_label("Notes")).to_be_visible()
    yield "sharing of a goal"


def as_owner(device: Device) -> Iterator[str]:
    """Walk through the people and the practice, and through an invitation, open and no longer open."""
    page = device.page
    owner = sign_in(device.waymark, DEMO_OWNER)
    device.enter(owner)
    person = next(it for it in owner.get("/people?limit=100")["items"] if it["roles"] == ["client"])
    yield from pages(device, ("/practice", page.get_by_role("switch", name="Ask coaches for a passkey")))
    device.go("/people")
    page.get_by_text("Several at once, from a CSV file").click()
    page.get_by_label("Or paste the lines").fill("name,email\nAna,ana@people.example\nNobody,nowhere")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_text("1 of 2 lines are ready")).to_be_visible()
    yield "people, several at once"
    guest = new_address("Gerda")
    invited = {"email": guest.email, "name": guest.name, "roles": ["owner", "coach"]}
    assert owner("POST", "/invitations", invited).status == 201
    yield from pages(
        device,
        ("/people", page.get_by_role("button", name=f"Send again: {guest.name}")),
        (f"/people/{person['id']}", page.get_by_role("button", name="Remove from the practice")),
    )
    link = LINK.search(plain_text(device.waymark.next_mail(guest.email, 0)))
    assert link
    yield from pages(
        device,
        (link[0], page.get_by_role("button", name="Accept the invitation")),
        ("/invitation#made-up", page.get_by_text("This invitation is no longer open")),
        ("/objection#made-up", page.get_by_role("button", name="This was not me")),
    )
    yield from pages(
        device,
        ("/practice/ledger", page.get_by_role("heading", name="Open now, by age")),
        ("/practice/chips", page.get_by_role("button", name="Hide: Time")),
        ("/practice/stalls", page.get_by_role("button", name="Work it out")),
        ("/practice/keeping", page.get_by_role("heading", name="Deleted by itself")),
        ("/practice/providers", page.get_by_role("button", name="Add a therapist")),
    )
    device.go("/practice/reminders")
    page.get_by_text("First reminder").click()
    expect(page.get_by_role("group", name="How it will be read")).to_be_visible()
    yield "words of a reminder"
    device.go("/practice/providers")
    page.get_by_role("button", name="Add a therapist").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "directory entry"


def with_goals(device: Device) -> Iterator[str]:
    """Walk through the sheets of goals of each kind, the first steps, and a day that is paused."""
    page = device.page
    coach = sign_in(device.waymark, DEMO_COACH)
    goals = {it["kind"]: it for it in goals_of_clients(coach)}
    for kind in ("metric", "steps"):
        owner = next(it for it in clients_of(coach) if it.name == goals[kind]["client_name"])
        device.enter(sign_in(device.waymark, owner), f"/goals/{goals[kind]['id']}")
        page.get_by_role("button", name="Change the plan").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        yield f"plan anew, {kind}"
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Edit the path").click()
    expect(page.get_by_role("button", name="Add a milestone")).to_be_visible()
    yield "path"
    page.get_by_role("button", name="Edit:").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "milestone"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Done editing").click()
    page.get_by_role("button", name="Mark as reached").first.click()
    expect(page.get_by_label("What made it work?")).to_be_visible()
    yield "reached"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reply").first.click()
    expect(page.get_by_label("Your reply")).to_be_visible()
    yield "reply"
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "let go"
    yield from pages(
        device,
        ("/welcome/what", page.get_by_role("heading", name="It is not")),
        ("/welcome/seen", page.get_by_role("switch", name="Notes")),
        ("/welcome/consents", page.get_by_role("switch", name="Noticing patterns")),
        ("/welcome/reminders", page.get_by_role("switch", name="Remind me")),
        ("/welcome/begin", page.get_by_role("button", name="Set a first goal")),
        ("/today", page.get_by_text("Your first steps wait at step 5 of 5.")),
    )
    page.get_by_role("button", name="Skip or pause").click()
    page.get_by_role("button", name="Start the break").click()
    expect(page.get_by_role("button", name="I am back")).to_be_visible()
    yield "paused"


def goals_of_clients(coach: Caller) -> Iterator[dict[str, str]]:
    """Give the active goals that the demo's coach sees, with whose they are."""
    for person in coach.get("/people?limit=100")["items"]:
        if person["roles"] == ["client"]:
            for goal in coach.get(f"/goals?limit=100&client_id={person['id']}")["items"]:
                if goal["status"] == "active":
                    yield goal | {"client_name": person["name"]}


WALKS = [signed_out, as_client, as_thriving_client, with_goals, as_coach, through_ones_own_account, as_owner]


def pages(device: Device, *wanted: tuple[str, object]) -> Iterator[str]:
    """Open each address, and give it once what belongs there is in view."""
    for path, there in wanted:
        device.go(path)
        expect(there).to_be_visible()  # type: ignore[call-overload]
        yield path


def address_of(coach: Caller, name: str) -> Address:
    return next(it for it in clients_of(coach) if it.name == name)
