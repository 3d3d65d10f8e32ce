"""Photographs the product as the people of the demo practice see it. Runs in the environment, after the set-up."""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browser import LAUNCH
from tests.e2e.server import ROOT, Waymark

IMAGES = ROOT / "docs" / "images"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 900}, "device_scale_factor": 1.5}
CLIENT = "client@demo.example"
COACH = "coach@demo.example"


def main(images: Path = IMAGES) -> None:
    """Write the README's pictures into `images`, from a demo practice that nobody else uses."""
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        waymark = Waymark(Path(folder))
        waymark.flask("migrate")
        waymark.flask("demo")
        waymark.start()
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(LAUNCH))
        try:
            photograph_the_client(browser, waymark, images)
            photograph_the_coach(browser, waymark, images)
        finally:
            browser.close()
            waymark.stop()


def photograph_the_client(browser: Browser, waymark: Waymark, images: Path) -> None:
    """Today, with one goal due; and what the last weeks look like."""
    page = signed_in(browser, waymark, CLIENT, PHONE)
    page.get_by_role("button", name=re.compile("^Partly:")).first.wait_for()
    keep(page, images / "phone.png")
    page.get_by_role("link", name="Insights").click()
    page.get_by_role("img", name="How it felt").wait_for()
    keep(page, images / "insights.png")


def photograph_the_coach(browser: Browser, waymark: Waymark, images: Path) -> None:
    """Who needs a conversation; and the page of a client for whom a draft waits: progress, and why."""
    page = signed_in(browser, waymark, COACH, DESK)
    draft = page.get_by_role("article").filter(has_text="Open the draft").first
    draft.wait_for()
    keep(page, images / "triage.png")
    draft.get_by_role("link").first.click()
    page.get_by_role("img", name="Progress").first.wait_for()
    page.get_by_text("What would clear this").first.wait_for()
    keep(page, images / "desk.png")


def signed_in(browser: Browser, waymark: Waymark, email: str, device: dict[str, Any]) -> Page:
    """Give a page on which this person has signed in with the code that was mailed."""
    context = browser.new_context(locale="en-GB", color_scheme="light", reduced_motion="reduce", **device)
    page = context.new_page()
    page.goto(f"{waymark.url}/sign-in")
    page.get_by_label("Email").fill(email)
    code = waymark.code_for(email, page.get_by_role("button", name="Send me a code").click)
    page.get_by_label("6-digit code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("navigation", name="Sections").wait_for()
    return page


def keep(page: Page, file: Path) -> None:
    """Write what the page shows, once it is at rest."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    print(f"  {file}", flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
