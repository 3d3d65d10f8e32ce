"""Takes the pictures in docs/images: sets everything up, then lets the photographer at a demo practice of its own."""

import argparse
import os
import subprocess

from _browser import find_browser
from _setup import PYTHON, set_up
from _steps import ROOT, interrupt_on_sigterm

INSTEAD = {"mails": "_mail_photographer.py", "screens": "_screen_photographer.py"}


def main() -> int:
    """Run `bin/screenshots`; answers the photographer's own exit code."""
    parser = argparse.ArgumentParser(
        prog="bin/screenshots", description="Takes the pictures in docs/images again, from the demo practice."
    )
    instead = parser.add_mutually_exclusive_group()
    for what, program in INSTEAD.items():
        instead.add_argument(
            f"--{what}",
            metavar="FOLDER",
            dest=program,
            help=f"photograph every kind of {what[:-1]} into FOLDER instead, light and dark",
        )
    chosen = [(program, folder) for program, folder in vars(parser.parse_args()).items() if folder]
    [(program, folder)] = chosen or [("_photographer.py", None)]
    interrupt_on_sigterm()
    set_up(development=True)
    environment = os.environ | {"CHROMIUM": find_browser(), "PYTHONPATH": str(ROOT)}
    more = [os.path.abspath(folder)] if folder else []  # noqa: PTH100
    return subprocess.run(
        [PYTHON, ROOT / "bin" / program, *more], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
