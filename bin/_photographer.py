"""Photographs the product as the people of the demo practice see it. Runs in the environment, after the set-up."""

import os
import re
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


def main() -> None:
    """Write docs/images/*.png from a demo practice that nobody else uses."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        waymark = Waymark(Path(folder))
        waymark.flask("migrate")
        waymark.flask("demo")
        waymark.start()
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(LAUNCH))
        try:
            photograph_the_client(browser, waymark)
            photograph_the_coach(browser, waymark)
        finally:
            browser.close()
            waymark.stop()


def photograph_the_client(browser: Browser, waymark: Waymark) -> None:
    """Today, with one goal due."""
    page = signed_in(browser, waymark, CLIENT, PHONE)
    page.get_by_role("button", name=re.compile("^Partly:")).first.wait_for()
    keep(page, "phone")


def photograph_the_coach(browser: Browser, waymark: Waymark) -> None:
    """The page of a client for whom a draft waits: progress, and why."""
    page = signed_in(browser, waymark, COACH, DESK)
    draft = page.get_by_role("link", name=re.compile("^Draft to look at:")).first
    draft.click()
    page.get_by_role("button", name="Offer to client").wait_for()
    page.locator("main").get_by_role("link").first.click()
    page.get_by_role("img", name="Progress").first.wait_for()
    page.get_by_text("What would clear this").first.wait_for()
    keep(page, "desk")


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


def keep(page: Page, name: str) -> None:
    """Write what the page shows, once it is at rest, to docs/images."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"  docs/images/{name}.png", flush=True)


if __name__ == "__main__":
    main()
