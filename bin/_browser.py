"""Finds a browser for the tests, and gets one where there is none."""

import os
import shutil
from pathlib import Path

from _setup import PYTHON
from _steps import StepFailed, excerpt, run_quietly, step, stop

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)


def find_browser() -> str:
    """Give the path of a Chromium: CHROMIUM if set, else an installed one, else one from apt-get or Playwright."""
    return _named() or _installed() or _from_apt() or _from_playwright()


def _named() -> str | None:
    named = os.environ.get("CHROMIUM")
    if not named:
        return None
    found = shutil.which(named)
    if found is None:
        stop(f"CHROMIUM={named} is no program. Correct it, or unset it to have one found.")
    return found


def _installed() -> str | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(MACOS) if MACOS.exists() else None)


def _from_apt() -> str | None:
    """Install Debian's Chromium, where this is root on Debian; None where that is not so or does not succeed."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return None
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with step("Installing Chromium with apt-get"):
            run_quietly(["apt-get", "update"], env=quiet)
            run_quietly(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], env=quiet)
    except StepFailed:
        return None
    return _installed()


def _from_playwright() -> str:
    try:
        there = run_quietly([PYTHON, "-c", ASK_PLAYWRIGHT]).strip()
        if not Path(there).exists():
            with step("Installing Playwright's Chromium"):
                run_quietly([PYTHON, "-m", "playwright", "install", "chromium"])
    except StepFailed as failure:
        stop(
            "The browser tests need a Chromium, and none could be had. Install one, or name it: "
            f"CHROMIUM=/path/to/chromium bin/test e2e\n{excerpt(failure.output)}"
        )
    return there


if __name__ == "__main__":
    print(find_browser())
