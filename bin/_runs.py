"""Sets everything up, then lists or runs proofs and benchmarks: one file each, named for what it shows.

A proof is `tests/proofs/<name>.py`, a benchmark `benchmarks/<name>.py`. The first line of each says what it shows; its
`main(arguments) -> bool` takes an argparse Namespace, prints its figures, and gives whether they are good enough.
"""

import argparse
import ast
import importlib
import os
import sys
from pathlib import Path

from _setup import PYTHON, set_up
from _steps import ROOT, interrupt_on_sigterm

FOLDERS = {"proofs": ("bin/prove", "tests.proofs"), "benchmarks": ("bin/bench", "benchmarks")}


def main(kind: str, words: list[str]) -> int:
    """Run `bin/prove` or `bin/bench`; answers 0 when every figure is good enough."""
    command, package = FOLDERS[kind]
    known = shown(package)
    parser = argparse.ArgumentParser(prog=command, description=f"Lists the {kind}, or runs some by name.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--quick", action="store_true", help="less work, for every day")
    parser.add_argument(
        "--engine", choices=["sqlite", "postgresql"], help="without it, both where both matter"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON too")
    parser.add_argument(
        "--seed", type=int, default=None, help="begin from this number instead of a fixed one"
    )
    arguments = parser.parse_args(words)
    if unknown := [name for name in arguments.names if name not in known]:
        parser.error(f"there is none named {', '.join(unknown)}; there are {', '.join(known)}")
    if not arguments.names and kind == "proofs":
        for name, title in known.items():
            print(f"{name:<14}{title}")
        return 0
    interrupt_on_sigterm()
    set_up(development=True)
    if Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
        # The libraries are in the project's own Python.
        os.execv(PYTHON, [str(PYTHON), __file__, kind, *words])  # noqa: S606
    sys.path.insert(0, str(ROOT))
    fallen = []
    for name in arguments.names or known:
        print(f"\n== {name}: {known[name]}", flush=True)
        if not importlib.import_module(f"{package}.{name}").main(arguments):
            fallen.append(name)
    print(f"\n{'falls short: ' + ', '.join(fallen) if fallen else 'good'}", flush=True)
    return 1 if fallen else 0


def shown(package: str) -> dict[str, str]:
    """Give the name of each and the first line of what it says of itself."""
    files = sorted((ROOT / package.replace(".", "/")).glob("[a-z]*.py"))
    texts = {file.stem: ast.get_docstring(ast.parse(file.read_text())) or "" for file in files}
    return {
        name: text.splitlines()[0]
        for name, text in texts.items()
        if text and not name.startswith(("test_", "conftest"))
    }


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
