"""What holds for the whole tree: sizes, purity, one timetable, pinned packages."""

import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {
    ".git",
    ".venv",
    ".setup",
    "node_modules",
    "dist",
    "dist.new",
    "dist.old",
    "instance",
    "__pycache__",
}
LONGEST = {".py": 400, ".tsx": 200}
TEXT = (".py", ".md", ".toml", ".txt", ".ts", ".tsx", ".json", ".css", ".html", ".mjml", ".csv", ".ini", "")
ELSEWHERE = re.compile(r"/(?:work|root|home|Users)/\w")
PINNED = re.compile(r"[A-Za-z0-9._-]+(\[\w+\])?==[\w.]+( ;.+)?")


def files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        # Folders with a dot are environments, caches and git's own.
        is_ours = NOT_OURS.isdisjoint(parts) and not any(part.startswith(".") for part in parts[:-1])
        if is_ours and path.is_file() and path.suffix in suffixes:
            yield path


def features() -> set[str]:
    # Languages are the sentences of every feature, and no feature themselves.
    return {file.parent.name for file in ROOT.glob("api/*/__init__.py")} - {"languages"}


def rules_modules() -> list[Path]:
    return [*ROOT.glob("api/*/rules.py"), *ROOT.glob("api/*/rules/**/*.py"), ROOT / "api" / "localtime.py"]


def test_a_file_that_has_grown_too_long_becomes_a_folder():
    too_long = {
        str(file.relative_to(ROOT)): lines
        for file in files(*LONGEST)
        if (lines := len(file.read_text().splitlines())) > LONGEST[file.suffix]
        and "migrations" not in file.parts
    }
    assert too_long == {}


@pytest.mark.parametrize("file", rules_modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_rules_import_only_the_standard_library_local_time_and_other_rules(file):
    assert [name for name in imported_by(file.read_text()) if not is_pure(name)] == []


@pytest.mark.parametrize(
    "line", ["import flask", "from api.db import db", "from api.clock import now", "import api.goals.models"]
)
def test_an_impure_import_is_noticed(line):
    assert not all(is_pure(name) for name in imported_by(line))


def imported_by(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_pure(name: str) -> bool:
    top, *rest = name.split(".")
    if top != "api":
        return top in sys.stdlib_module_names
    return rest[0] == "localtime" or "rules" in rest[1:2]


def test_every_feature_is_under_the_contract_of_its_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    inside = next(contract for contract in contracts if contract["name"].startswith("Inside a feature"))
    assert {name.removeprefix("api.") for name in inside["containers"]} == features()


def test_every_periodic_job_stands_in_the_timetable():
    scheduled = {
        (function.__module__, function.__name__)
        for job in import_module("api.scheduler").TIMETABLE
        for function in (job.run, job.has_work)
        if function is not None
    }
    written = {
        (module.__name__, name)
        for feature in features()
        if (ROOT / "api" / feature / "jobs.py").exists()
        for module in [import_module(f"api.{feature}.jobs")]
        # What the clock starts is given nothing: whatever else stands there takes arguments.
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not inspect.signature(function).parameters
        if not name.startswith("_")
    }
    assert written
    assert scheduled == written


def test_the_clock_is_read_in_one_place():
    reads = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
    found = [
        str(file.relative_to(ROOT)) for file in files(".py", under="api") if reads.search(file.read_text())
    ]
    assert found == ["api/clock.py"]


def test_every_package_is_pinned():
    lines = [
        line.split("#")[0].strip()
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text().splitlines()
    ]
    assert [
        line for line in lines if line and not line.startswith("-r ") and not PINNED.fullmatch(line)
    ] == []


def test_a_stranger_finds_what_it_is_and_what_changed():
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"):
        assert (ROOT / name).read_text().startswith("# "), name


def test_every_link_of_the_documents_leads_somewhere():
    link = re.compile(r"(?:\]\(|src=\")(?!https?:|#|mailto:)([^)#\s\"]+)")
    dead = [
        (str(file.relative_to(ROOT)), target)
        for file in files(".md")
        for target in link.findall(file.read_text())
        if not (file.parent / target).exists()
    ]
    assert dead == []


def test_every_place_that_the_readme_names_is_there():
    places = re.findall(
        r"`((?:api|bin|docs|migrations|pwa|tests)/[\w./-]+)`", (ROOT / "README.md").read_text()
    )
    assert places
    assert [
        place for place in places if not any((ROOT / (place + ending)).exists() for ending in ("", ".py"))
    ] == []


def test_every_setting_is_explained_in_the_example():
    read = set(
        re.findall(r'"((?:WAYMARK_\w+)|DATABASE_URL|SCHEDULER)"', (ROOT / "api" / "config.py").read_text())
    )
    explained = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - explained <= {"WAYMARK_ENV"}  # bin/start sets it
    assert explained <= read


def test_nothing_names_a_folder_of_somebodys_machine():
    named = [
        str(file.relative_to(ROOT))
        for file in files(*TEXT)
        if ELSEWHERE.search(file.read_text(errors="replace"))
    ]
    assert named == []
