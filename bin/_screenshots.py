"""Takes the pictures in docs/images: sets everything up, then lets the photographer at a demo practice of its own."""

import argparse
import os
import subprocess

from _browser import find_browser
from _setup import PYTHON, set_up
from _steps import ROOT, interrupt_on_sigterm


def main() -> int:
    """Run `bin/screenshots`; answers the photographer's own exit code."""
    parser = argparse.ArgumentParser(
        prog="bin/screenshots", description="Takes the pictures in docs/images again, from the demo practice."
    )
    parser.add_argument(
        "--mails", metavar="FOLDER", help="photograph every kind of mail into FOLDER instead, light and dark"
    )
    mails = parser.parse_args().mails
    interrupt_on_sigterm()
    set_up(development=True)
    environment = os.environ | {"CHROMIUM": find_browser(), "PYTHONPATH": str(ROOT)}
    program = ["_mail_photographer.py", os.path.abspath(mails)] if mails else ["_photographer.py"]  # noqa: PTH100
    return subprocess.run(
        [PYTHON, ROOT / "bin" / program[0], *program[1:]], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
