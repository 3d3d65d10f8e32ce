"""Waymark as a reader of German meets it: no screen and no mail says anything of ours in English."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.languages import into
from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    DEMO_COACH,
    DEMO_OWNER,
    clients_of,
    new_address,
    open_practice,
    set_goal,
    sign_in,
)
from tests.e2e.server import ROOT, Waymark, plain_text, wait_for

Devices = Callable[..., Device]
# What is read aloud counts too; what a person wrote stands in none of the two lists that are looked through.
TEXTS = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) found.push(texts.currentNode.data);
  for (const it of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    found.push(...["aria-label", "placeholder", "title"].map((name) => it.getAttribute(name) ?? ""));
  }
  return [...new Set(found.map((text) => text.trim()))].filter((text) => text !== "");
}"""
OF_CLIENT = (
    *(
        "/today",
        "/goals",
        "/goals/new",
        "/goals/{goal}",
        "/insights",
        "/support",
        "/support/guide",
        "/providers",
    ),
    *(
        "/suggestions/{suggestion}",
        "/settings",
        "/settings/access",
        "/settings/tokens",
        "/helplines",
        "/privacy",
    ),
    *(
        "/privacy/coach-view",
        "/privacy/coach-view/{goal}",
        "/privacy/who-sees",
        "/privacy/reads",
        "/privacy/data",
    ),
    *(
        "/welcome/what",
        "/welcome/seen",
        "/welcome/consents",
        "/welcome/reminders",
        "/welcome/begin",
        "/nowhere",
    ),
)
OF_COACH = (
    "/triage",
    "/caseload",
    "/clients/{client}",
    "/clients/{client}/brief",
    "/goals/{goal}",
    "/templates",
    "/people",
)
OF_OWNER = (
    *(
        "/practice",
        "/people",
        "/people/{client}",
        "/practice/ledger",
        "/practice/stalls",
        "/practice/chips",
        "/practice/reminders",
    ),
    "/practice/providers",
)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
# The same in both languages.
LIKE_GERMAN = {"in Waymark", "J, K", "N, W"}


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Every text of the app's English that has two words or more."""
    catalogue = (ROOT / "pwa" / "src" / "i18n" / "en").rglob("*.ts")
    return frozenset(
        text for file in catalogue for text in LITERAL.findall(Path(file).read_text()) if " " in text
    )


def left_in_english(page: Page, english: frozenset[str]) -> set[str]:
    """Give what of ours stands on this screen in English."""
    told = page.evaluate(TEXTS)
    return {text for text in told if text in english or into(text, "de") != text} - LIKE_GERMAN


def opened(device: Device, paths: Iterable[str], **ids: str) -> Iterable[str]:
    """Open each address, and give it once everything is there."""
    for path in paths:
        device.go(path.format(**ids))
        expect(device.page.locator("h1").first).to_be_visible()
        expect(device.page.locator(".skeleton")).to_have_count(0)
        device.page.wait_for_load_state("networkidle")
        yield path


def test_no_screen_of_a_client_says_anything_of_ours_in_english(
    waymark: Waymark, device: Devices, english: frozenset[str]
):
    coach = sign_in(waymark, DEMO_COACH)
    offered = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["state"] == "offered")
    client = sign_in(waymark, next(it for it in clients_of(coach) if it.name == offered["client_name"]))
    phone = device(**PHONE, locale="de-DE")
    phone.enter(client, "/today", sections="Bereiche")
    found = {
        path: left
        for path in opened(phone, OF_CLIENT, goal=offered["goal_id"], suggestion=offered["id"])
        if (left := left_in_english(phone.page, english))
    }
    assert found == {}


def test_the_app_that_somebody_used_first_says_their_language_and_a_new_device_speaks_it(
    waymark: Waymark, device: Devices
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = sign_in(waymark, cleo)
    assert client.get("/me")["language"] is None
    device(**PHONE, locale="de-DE").enter(client, "/today", "Bereiche", is_settled=False)
    wait_for(lambda: client.get("/me")["language"] == "de", 10, "the language to be told")
    other = device(**PHONE, locale="en-GB")
    other.enter(client, "/today", "Bereiche", is_settled=False)
    expect(other.page.get_by_role("heading", name="Heute", level=1)).to_be_visible()


@pytest.mark.parametrize("role", ["coach", "owner"])
def test_no_screen_of_the_desk_says_anything_of_ours_in_english(
    waymark: Waymark, device: Devices, english: frozenset[str], role: str
):
    coach = sign_in(waymark, DEMO_COACH)
    drafted = next(it for it in coach.get("/suggestions?limit=100")["items"] if it["goal_id"])
    reader, paths = (coach, OF_COACH) if role == "coach" else (sign_in(waymark, DEMO_OWNER), OF_OWNER)
    desk = device(locale="de-DE", viewport={"width": 1280, "height": 900})
    desk.enter(reader, paths[0], sections="Bereiche")
    ids = {"goal": drafted["goal_id"], "client": drafted["client_id"]}
    found = {
        path: left for path in opened(desk, paths, **ids) if (left := left_in_english(desk.page, english))
    }
    assert found == {}


def test_a_person_who_reads_german_is_written_to_in_german(waymark: Waymark):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = sign_in(waymark, cleo)
    assert client("PATCH", "/me", {"language": "de"}).status == 200
    set_goal(sign_in(waymark, ada), client, "habit", "Lesen")
    before = len(waymark.mails(cleo.email))
    assert client("POST", "/sign-in-codes", {"email": cleo.email}).status == 202
    mail = waymark.next_mail(cleo.email, before)
    assert mail["Subject"].startswith("Ihr Code für Waymark: ")
    assert "Geben Sie diesen Code dort ein" in plain_text(mail)
    html = mail.get_body(("html",))
    assert html is not None
    assert 'lang="de"' in html.get_content()
