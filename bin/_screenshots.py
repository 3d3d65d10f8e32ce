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
    parser.parse_args()
    interrupt_on_sigterm()
    set_up(development=True)
    environment = os.environ | {"CHROMIUM": find_browser(), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [PYTHON, ROOT / "bin" / "_photographer.py"], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
