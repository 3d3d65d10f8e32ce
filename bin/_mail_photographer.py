"""Photographs every kind of mail at the width of a phone and of a desk, light and dark, as mail programs show it."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from api import create_app
from api.config import Settings
from api.db import db
from api.delivery.services import Email
from tests.e2e.browser import LAUNCH
from tests.proofs._mails import every_mail

WIDTHS = (390, 700)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main(folder: Path) -> None:
    """Write one picture a mail, width and scheme into `folder`, and the text part beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(LAUNCH))
        for kind, mail in _mails().items():
            (folder / f"{kind}.txt").write_text(f"Subject: {mail.subject}\n\n{mail.text}")
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page = browser.new_page(viewport={"width": width, "height": 600}, color_scheme=scheme)
                    page.set_content(mail.html)
                    page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True)
                    page.close()
            print(f"  {folder / kind}", flush=True)
        browser.close()


def _mails() -> dict[str, Email]:
    with tempfile.TemporaryDirectory() as instance:
        settings = Settings(
            Path(instance),
            f"sqlite:///{instance}/waymark.db",
            "a secret for pictures",
            env="test",
            scheduler=False,
        )
        app = create_app(settings)
        with app.app_context():
            app.test_cli_runner().invoke(args=["migrate"])
        mails = every_mail(app)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    return mails


if __name__ == "__main__":
    main(Path(sys.argv[1]))
