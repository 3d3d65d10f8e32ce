"""Draw the PNG icons of public/icons from public/icon.svg, with Chromium.

Run by hand after the drawing changes: .venv/bin/python pwa/scripts/icons.py
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).resolve().parent.parent / "public"
# A mask may cut away everything outside the middle 80 %, so a maskable icon is full to the edge and its drawing smaller.
ICONS = {
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "maskable-192.png": (192, True),
    "maskable-512.png": (512, True),
    "apple-touch-180.png": (180, True),
}


def main() -> None:
    drawing = (PUBLIC / "icon.svg").read_text()
    (PUBLIC / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (size, is_maskable) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            shown = drawing.replace('rx="112"', 'rx="0"').replace("<g ", '<g transform="translate(46 46) scale(.82)" ')
            page.set_content(
                "<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>" + (shown if is_maskable else drawing)
            )
            page.screenshot(path=PUBLIC / "icons" / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
