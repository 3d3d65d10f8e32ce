"""The pictures in the README can be taken again, whatever the screens have become."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import chromium_path
from tests.e2e.server import ROOT


def test_every_picture_of_the_readme_is_taken_by_the_photographer(tmp_path: Path):
    environment = os.environ | {"CHROMIUM": chromium_path() or "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, ROOT / "bin" / "_photographer.py", tmp_path]
    subprocess.run(command, env=environment, check=True, timeout=180)
    shown = set(re.findall(r"docs/images/(\S+\.png)", (ROOT / "README.md").read_text()))
    assert {file.name for file in tmp_path.iterdir()} == shown
    assert shown <= {file.name for file in (ROOT / "docs" / "images").iterdir()}
