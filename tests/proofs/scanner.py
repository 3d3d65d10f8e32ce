"""Every link of every mail, replayed by HEAD, by GET and by a browser that presses everything, signs nobody in."""

import argparse
import logging
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Error, Page, sync_playwright
from werkzeug.serving import make_server

from api.db import db
from tests.e2e.browser import LAUNCH
from tests.proofs._mails import every_mail
from tests.proofs._stage import a_stage

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a labelled form on a page of a link may change: a check-in that the same page undoes, and mails that are stopped.
BY_FORMS = {
    "check_in",
    "goal",
    "audit",
    "nudge_plan",
    "letter_plan",
    "consent",
    "login_attempt",
    "sign_in_code",
    "outbox",
    "rate",
}
MOST_PRESSES = 12


def main(arguments: argparse.Namespace) -> bool:
    engine = arguments.engine or "sqlite"
    with a_stage(engine, public_url="http://127.0.0.1:1") as (stage, _), _served(stage.app) as url:
        mails = every_mail(stage.app)
        links = sorted({link for mail in mails.values() for link in _links(mail.html) | _links(mail.text)})
        before = _everything(stage.app)
        http = stage.app.test_client()
        for link in links:
            for method in ("HEAD", "GET", "GET"):
                http.open(link.removeprefix("http://127.0.0.1:1").split("#")[0] or "/", method=method)
        by_looking = _changed(before, _everything(stage.app))
        pressed = _press_everything([link.replace("http://127.0.0.1:1", url) for link in links])
        by_pressing = _changed(before, _everything(stage.app))
        sessions = _count(stage.app, "session") - len(before["session"])
        lost = before["check_in"] - _everything(stage.app)["check_in"]
    beyond = by_pressing - BY_FORMS
    print(
        f"{len(mails)} kinds of mail, {len(links)} links: HEAD and GET changed {sorted(by_looking) or 'nothing'}"
    )
    print(
        f"{pressed} buttons pressed in Chromium: {sessions} sessions; changed {sorted(by_pressing)}", end="; "
    )
    print(f"beyond labelled forms: {sorted(beyond) or 'nothing'}; check-ins altered: {len(lost)}")
    return not by_looking and not beyond and sessions == 0 and not lost and pressed >= len(links)


def _links(text: str) -> set[str]:
    return {unescape(link) for link in re.findall(r"http://127\.0\.0\.1:1[^\s\"<>]*", text)}


def _everything(app: Flask) -> dict[str, set[str]]:
    """Give every row of every table, as text."""
    with app.app_context():
        found = {
            name: {str(row) for row in db.session.execute(sa.select(table))}
            for name, table in db.metadata.tables.items()
            if name != "job_slot"
        }
        db.session.remove()
    return found


def _changed(before: dict[str, set[str]], after: dict[str, set[str]]) -> set[str]:
    return {name for name in after if before[name] != after[name]}


def _count(app: Flask, table: str) -> int:
    with app.app_context():
        found = db.session.scalar(sa.select(sa.func.count()).select_from(db.metadata.tables[table]))
        db.session.remove()
    return found


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _press_everything(links: list[str]) -> int:
    """Open each link in a browser of its own kind and press every button there is, one after the other."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, INSTALLED)), None)
    pressed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(LAUNCH))
        for link in links:
            context = browser.new_context(service_workers="block")
            page = context.new_page()
            for number in range(MOST_PRESSES):
                if not _press(page, link, number):
                    break
                pressed += 1
            context.close()
        browser.close()
    return pressed


def _press(page: Page, link: str, number: int) -> bool:
    """Press the button of that number, on the page as it is when it is opened anew; False when there is none."""
    # A new document each time: an address that differs in its fragment alone is no new page.
    page.goto("about:blank")
    page.goto(link, wait_until="networkidle")
    buttons = page.locator("button:visible, input[type=submit]:visible")
    with suppress(Error):  # the app shows its own only when it has started
        buttons.first.wait_for(timeout=5_000)
    if buttons.count() <= number:
        return False
    with suppress(Error):  # what lies under something else cannot be pressed
        buttons.nth(number).click(timeout=5_000)
    page.wait_for_load_state("networkidle")
    return True
