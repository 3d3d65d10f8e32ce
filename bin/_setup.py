"""Everything that Waymark needs on this machine: environment, packages, the built app, a browser for the tests.

Uses the standard library alone: it runs before anything is installed. A stamp is written last, so a set-up that was
interrupted anywhere is made again or goes on, and one that is whole is recognised without starting a program.
"""

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _steps import ROOT, StepFailed, excerpt, interrupt_on_sigterm, run_quietly, step, stop

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PWA = ROOT / "pwa"
PACKAGES = PWA / "node_modules"
DIST = PWA / "dist"

UNREACHABLE = re.compile(
    r"NameResolutionError|NewConnectionError|ConnectTimeout|ConnectionError|ProxyError|SSLError|Read timed out"
    r"|Temporary failure in name resolution|Connection refused|Network is unreachable"
    r"|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT"
)
HOST = re.compile(r"host='([^']+)'|https?://([^/\s'\"]+)")


def set_up(*, development: bool = False, app: bool = True) -> None:
    """Make what is missing or out of date: the environment, its packages and the built app."""
    with only_one_at_a_time():
        install_python_packages(development=development)
        if app and (PWA / "package.json").exists():
            install_app_packages()
            build_app()


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Keep two set-ups of this folder apart; the second waits and then finds everything done."""
    (ROOT / ".setup").mkdir(exist_ok=True)
    with (ROOT / ".setup" / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another set-up of this folder"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_python_packages(*, development: bool) -> None:
    """Make .venv hold the pinned packages; one that was interrupted half-way is made anew."""
    names = ["requirements.txt", "requirements-dev.txt"] if development else ["requirements.txt"]
    stamp = VENV / ".waymark-stamp"
    wanted = {name: _hash_of([ROOT / name]) for name in names}
    made = _read_stamp(stamp)
    usable = made.get("folder") == str(VENV) and PYTHON.exists()
    if usable and all(made.get(name) == wanted[name] for name in names):
        return
    if not usable:
        _make_environment()
        made = {"folder": str(VENV)}
    stamp.unlink(missing_ok=True)
    with (
        _explained("Python packages", "PIP_INDEX_URL"),
        step(f"Installing Python packages ({_count(names)})"),
    ):
        # A package that is half unpacked counts as installed to pip, hence no stamp while it works.
        run_quietly(
            [
                PYTHON,
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--retries",
                "2",
                "-r",
                ROOT / names[-1],
            ]
        )
    _write_stamp(stamp, made | wanted)


def install_app_packages() -> None:
    """Make pwa/node_modules hold exactly what the lock file says."""
    stamp = PACKAGES / ".waymark-stamp"
    wanted = {"packages": _hash_of([PWA / "package.json", PWA / "package-lock.json"])}
    if _read_stamp(stamp) == wanted:
        return
    with _explained("the app's packages", "npm_config_registry"), step("Installing the app's packages"):
        run_quietly(
            ["npm", "ci", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries", "2"],
            cwd=PWA,
            env=node_environment(),
        )
    _write_stamp(stamp, wanted)


def build_app() -> None:
    """Make pwa/dist from the sources as they are now. It is replaced whole: a server never finds half of it."""
    stamp = PACKAGES / ".waymark-built"
    wanted = {"sources": _hash_of(_app_sources())}
    if _read_stamp(stamp) == wanted and (DIST / "index.html").exists():
        return
    stamp.unlink(missing_ok=True)
    new, old = PWA / "dist.new", PWA / "dist.old"
    with _explained("the app", "npm_config_registry", "Building"), step("Building the app"):
        for folder in (new, old):
            shutil.rmtree(folder, ignore_errors=True)
        run_quietly(
            ["node", "node_modules/vite/bin/vite.js", "build", "--outDir", new.name, "--emptyOutDir"],
            cwd=PWA,
            env=node_environment(),
        )
        if DIST.exists():
            DIST.rename(old)
        new.rename(DIST)
        shutil.rmtree(old, ignore_errors=True)
    _write_stamp(stamp, wanted)


def node_environment() -> dict[str, str]:
    """Give the environment in which `node` and `npm` are the ones that requirements.txt pins."""
    path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])
    return os.environ | {"PATH": path, "npm_config_update_notifier": "false"}


def read_env_file() -> None:
    """Take settings from .env, where there is one; what the environment says already stands."""
    file = ROOT / ".env"
    if not file.exists():
        return
    for line in file.read_text().splitlines():
        name, separator, value = line.partition("=")
        if separator and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def _make_environment() -> None:
    if VENV.exists():
        with step("Removing .venv: it is unfinished or was moved"):
            shutil.rmtree(VENV)
    try:
        import ensurepip  # noqa: F401, PLC0415 -- only to see whether it is there
    except ImportError:
        stop(
            f"{sys.executable} cannot make virtual environments: its ensurepip is missing.\n"
            f"Install it (Debian and Ubuntu: apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv) "
            "and run this again."
        )
    with step(f"Making .venv with Python {sys.version.split()[0]}"):
        try:
            run_quietly([sys.executable, "-m", "venv", "--clear", VENV])
        except StepFailed as failure:
            stop(f"The virtual environment .venv could not be made:\n{excerpt(failure.output)}")


@contextmanager
def _explained(what: str, setting: str, doing: str = "Installing") -> Iterator[None]:
    """Say what to do when a registry could not be reached, and show what was printed when it was something else."""
    try:
        yield
    except StepFailed as failure:
        if UNREACHABLE.search(failure.output):
            hosts = {first or second for first, second in HOST.findall(failure.output)}
            stop(
                f"The registry of {what} cannot be reached ({', '.join(sorted(hosts)) or 'no host named'}).\n"
                "Look at the network connection; behind a proxy set HTTPS_PROXY, with a mirror of your own set "
                f"{setting}.\nThen run this again: it goes on from here. "
                f"The last lines were:\n{excerpt(failure.output, 4)}"
            )
        stop(
            f"{doing} {what} failed:\n{excerpt(failure.output)}\nMend that and run this again: it goes on from here."
        )


def _app_sources() -> list[Path]:
    left_out = {"node_modules", "dist", "dist.new", "dist.old", "coverage"}
    found = []
    for folder, folders, files in os.walk(PWA):
        folders[:] = sorted(name for name in folders if name not in left_out)
        found += [Path(folder, name) for name in sorted(files) if not name.endswith(".tsbuildinfo")]
    return found


def _hash_of(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest() if file.exists() else b"absent")
    return digest.hexdigest()


def _count(names: list[str]) -> int:
    return sum(
        len(re.findall(r"^[\w.-]+(?:\[\w+\])?==", (ROOT / name).read_text(), re.MULTILINE)) for name in names
    )


def _read_stamp(stamp: Path) -> dict[str, str]:
    try:
        read = json.loads(stamp.read_text())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _write_stamp(stamp: Path, content: dict[str, str]) -> None:
    new = stamp.with_suffix(".new")
    new.write_text(json.dumps(content))
    new.replace(stamp)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bin/setup", description="Sets everything up, and runs nothing.")
    parser.add_argument("--development", action="store_true", help="also what the tests and checks need")
    arguments = parser.parse_args()
    interrupt_on_sigterm()
    print("Setting up Waymark", flush=True)
    set_up(development=arguments.development)
    print("Ready.")
