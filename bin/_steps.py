"""Steps of a set-up: each says what it does and how long it took, and stops the whole when it fails."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1


class StepFailed(Exception):
    """A program of a step did not succeed. `output` is what it printed."""

    def __init__(self, program: str, output: str) -> None:
        super().__init__(program)
        self.output = output


def stop(message: str) -> NoReturn:
    """End the program with a message for the person at the terminal."""
    sys.stdout.flush()
    print(f"\n{message}", file=sys.stderr)
    sys.exit(1)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show the title now, and the seconds once the block has ended."""
    begun = time.monotonic()
    print(f"  {title} ... ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def end_with_parent() -> None:
    """Let this process be told to end when the one that started it has ended, however that happened (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def interrupt_on_sigterm() -> None:
    """Make SIGTERM and a closed terminal unwind this program like Ctrl-C does, so that nothing is left running."""

    def unwind(number: int, _frame: object) -> NoReturn:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, unwind)
    signal.signal(signal.SIGHUP, unwind)


def run_quietly(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    ticking: bool = True,
) -> str:
    """Run a program to its end and give what it printed; it ends with this one, its own children included.

    Raises StepFailed when it answers other than 0.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- this program has one thread
        )
        try:
            _wait(process, ticking=ticking and sys.stdout.isatty())
        except BaseException:
            end_group(process)
            raise
        printed = _everything(output)
    if process.returncode != 0:
        raise StepFailed(str(command[0]), printed)
    return printed


def end_group(process: "subprocess.Popen[bytes] | subprocess.Popen[str]", grace_seconds: float = 5) -> None:
    """End a process that leads its own group, and the group; by force once the grace is over."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except (ProcessLookupError, PermissionError):
            break
        try:
            process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def excerpt(text: str, lines: int = 24) -> str:
    """Give the first and the last lines of what a program printed, indented: the reason stands at either end."""
    printed = text.strip().splitlines()
    if len(printed) > lines:
        printed = [*printed[: lines // 3], "...", *printed[-(lines - lines // 3) :]]
    return "\n".join(f"    {line}" for line in printed)


def _wait(process: "subprocess.Popen[bytes]", *, ticking: bool) -> None:
    begun = time.monotonic()
    shown = ""
    while True:
        try:
            process.wait(1 if ticking else None)
        except subprocess.TimeoutExpired:
            erased = "\b" * len(shown)
            shown = f"{time.monotonic() - begun:.0f} s"
            print(f"{erased}{shown}", end="", flush=True)
        else:
            print("\b" * len(shown), end="", flush=True)
            return


def _everything(output: IO[str]) -> str:
    output.seek(0)
    return output.read()
