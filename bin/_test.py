"""Sets everything up, then checks it, part by part. The last line says how many passed and how many failed."""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from _browser import find_browser
from _setup import PWA, PYTHON, VENV, node_environment, set_up
from _steps import ROOT, end_group, end_with_parent, interrupt_on_sigterm

PYTEST = (PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal")
NPM = ("npm", "--silent", "run")
PYTEST_COUNT = re.compile(r"(\d+) (passed|failed|errors?)\b")
PYTEST_END = re.compile(r" in \d[\d.]*s\b")
NODE_COUNT = re.compile(r"^(?:#|ℹ) (pass|fail) (\d+)$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Check:
    """One program of a part. `needs` are patterns of files; where none of them exists there is nothing to check."""

    title: str
    command: Sequence[str | Path]
    needs: Sequence[str] = ()
    folder: Path = ROOT


@dataclass(slots=True)
class Result:
    """What came of a part."""

    part: str
    seconds: float = 0
    passed: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)


def pytest(*paths: str, needs: Sequence[str] = (), options: Sequence[str] = ()) -> Check:
    """Give the check that runs the tests under `paths`, those of them that exist."""
    found = [str(file.relative_to(ROOT)) for path in paths for file in sorted(ROOT.glob(path))]
    wanted = needs or [f"{path}/**/test_*.py" if not path.endswith(".py") else path for path in paths]
    return Check(f"pytest {' '.join(paths)}", [*PYTEST, *options, *found], wanted)


def parts() -> dict[str, list[Check]]:
    """Give every part and what it runs, the quick ones first."""
    app = ["pwa/package.json"]
    return {
        "lint": [
            Check("ruff check", [PYTHON, "-m", "ruff", "check", "."]),
            Check("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
            Check("import contracts", [VENV / "bin" / "lint-imports", "--no-logo"], ["api/__init__.py"]),
            Check("oxlint", [*NPM, "lint"], app, PWA),
        ],
        "types": [
            Check("mypy", [PYTHON, "-m", "mypy", "api", "wsgi.py"], ["api/__init__.py"]),
            Check("mypy bin", [PYTHON, "-m", "mypy", *sorted(ROOT.glob("bin/_*.py"))]),
            Check("tsc app", [*NPM, "check:app"], app, PWA),
            Check("tsc worker", [*NPM, "check:sw"], app, PWA),
        ],
        "unit": [pytest("tests/rules", "tests/test_*.py")],
        "api": [pytest("tests/api", "tests/keeping", "tests/jobs", "tests/delivery", "tests/simulation")],
        "matrix": [
            Check("who may see what", [PYTHON, "-W", "error", "-m", "tests.matrix"]),
            pytest("tests/matrix"),
        ],
        "fuzz": [pytest("tests/fuzz")],
        "proofs": [pytest("tests/proofs")],
        "pwa": [
            Check("node --test", ["npm", "test"], ["pwa/src/**/*.test.ts"], PWA),
            Check("size", [*NPM, "size"], app, PWA),
        ],
        "e2e": [pytest("tests/e2e")],
    }


def main() -> int:
    """Run `bin/test`; answers 0 when nothing failed."""
    known = parts()
    parser = argparse.ArgumentParser(prog="bin/test", description="Sets everything up, then checks it.")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(known)}; without any, all of them"
    )
    chosen = parser.parse_args().parts or list(known)
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"there is no part {', '.join(unknown)}; the parts are {', '.join(known)}")
    interrupt_on_sigterm()
    begun = time.monotonic()
    print("Setting up Waymark", flush=True)
    set_up(development=True)
    environment = node_environment()
    if "e2e" in chosen:
        environment["CHROMIUM"] = find_browser()
    known = parts()
    results = [_run_part(name, known[name], environment) for name in chosen]
    return _summarise(results, time.monotonic() - begun)


def _run_part(name: str, checks: list[Check], environment: dict[str, str]) -> Result:
    result = Result(name)
    begun = time.monotonic()
    for check in checks:
        if check.needs and not any(any(ROOT.glob(pattern)) for pattern in check.needs):
            result.notes.append(f"{check.title}: no files yet")
            print(f"\n== {name}: {check.title}: no files yet", flush=True)
            continue
        print(f"\n== {name}: {check.title}", flush=True)
        code, printed = _run(check, environment)
        passed, failed = _count(printed)
        if code and not failed:
            failed = 1
        if not code and not passed:
            passed = 1
        result.passed += passed
        result.failed += failed
        if failed:
            result.notes.append(f"{check.title} failed")
    result.seconds = time.monotonic() - begun
    return result


def _run(check: Check, environment: dict[str, str]) -> tuple[int, str]:
    """Run the check's program, showing what it prints; give its exit code and what it printed."""
    process = subprocess.Popen(
        [str(part) for part in check.command],
        cwd=check.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 -- this program has one thread
    )
    printed = []
    try:
        assert process.stdout is not None  # noqa: S101 -- asked for above
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line)
        return process.wait(), "".join(printed)
    except BaseException:
        end_group(process)
        raise


def _count(printed: str) -> tuple[int, int]:
    """Give how many tests passed and failed according to pytest's or node's last words; 0, 0 for other programs."""
    plain = COLOUR.sub("", printed)
    if counts := dict(NODE_COUNT.findall(plain)):
        return int(counts.get("pass", 0)), int(counts.get("fail", 0))
    last = plain.strip().rsplit("\n", 1)[-1]
    passed = failed = 0
    if not PYTEST_END.search(last):
        return 0, 0
    for number, outcome in PYTEST_COUNT.findall(last):
        if outcome == "passed":
            passed += int(number)
        else:
            failed += int(number)
    return passed, failed


def _summarise(results: list[Result], seconds: float) -> int:
    width = min(shutil.get_terminal_size().columns, 110)
    print(f"\n{'part':<8}{'seconds':>8}{'passed':>8}{'failed':>8}\n{'-' * min(width, 32)}")
    for result in results:
        notes = f"  {'; '.join(result.notes)}" if result.notes else ""
        print(f"{result.part:<8}{result.seconds:>8.1f}{result.passed:>8}{result.failed:>8}{notes}")
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    print(f"{'all':<8}{seconds:>8.1f}\n")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
