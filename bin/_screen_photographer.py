"""Photographs every screen and sheet of the product as the people of the demo practice meet them, light and dark."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.browser import DESK, LAUNCH, Device, open_device
from tests.e2e.server import Waymark
from tests.e2e.walks import WALKS

PHONE = (390, 844)
WIDE = (1280, 900)
SCHEMES = ("light", "dark")
TALLEST = 6_000
WHOLE_HEIGHT = """() => {
  const scroller = document.querySelector(".scroller");
  return innerHeight + Math.max(0, (scroller?.scrollHeight ?? 0) - (scroller?.clientHeight ?? 0));
}"""


def main(folder: Path) -> None:
    """Write one picture a screen, width and scheme into `folder`: who walked there, where, how wide, and which."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made_in:
        made = Waymark(Path(made_in, "made"))
        made.flask("migrate")
        made.flask("demo")
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(LAUNCH))
        for walk in WALKS:
            shutil.copytree(made.instance, Path(made_in, walk.__name__))
            waymark = Waymark(Path(made_in, walk.__name__))
            waymark.start()
            device = open_device(browser, waymark, viewport=DESK["viewport"])
            try:
                for number, screen in enumerate(walk(device), 1):
                    name = f"{walk.__name__}-{number:02}-{_as_file(screen)}"
                    for size in (PHONE, WIDE):
                        photograph(device, size, folder, name)
                    print(f"  {folder / name}", flush=True)
            finally:
                device.context.close()
                waymark.stop()
        browser.close()


def photograph(device: Device, size: tuple[int, int], folder: Path, name: str) -> None:
    """Write the two pictures of what is open at this size, as tall as all of it is unless a sheet lies over it."""
    page = device.page
    expect(page.locator(".skeleton:visible")).to_have_count(0)
    for scheme in SCHEMES:
        device.show(*size, scheme=scheme)
        is_whole = page.locator("dialog[open]").count() == 0
        if is_whole:
            device.show(size[0], _whole_height(page), scheme=scheme)
        page.screenshot(path=folder / f"{name}-{size[0]}-{scheme}.png", full_page=is_whole)
    device.show(DESK["viewport"]["width"], DESK["viewport"]["height"])


def _whole_height(page: Page) -> int:
    return min(TALLEST, int(page.evaluate(WHOLE_HEIGHT)))


def _as_file(screen: str) -> str:
    """Give a screen's name or address without what differs from one demo practice to the next."""
    plain = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "one", screen.partition("#")[0])
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "start"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
